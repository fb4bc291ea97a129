import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BrowserContext } from '@playwright/test'
import { build } from 'vite'

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}

const page = `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>y-prosemirror</title>
  <link rel="stylesheet" href="/peer/peer.css">
  <body>
    <div id="root"></div>
    <script type="module" src="/peer/peer.js"></script>
  </body>
</html>`

/// Builds the page of y-prosemirror and puts it at `/peer/` of a server, for one browser: the
/// server takes sockets only from its own pages. Gives back what removes it.
export async function servePeer(context: BrowserContext, url: string): Promise<() => void> {
  const outDir = mkdtempSync(join(tmpdir(), 'ninety-peer-'))
  await build({
    base: '/peer/',
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: fileURLToPath(new URL('../peer/peer.ts', import.meta.url)),
        output: { entryFileNames: '[name].js', assetFileNames: '[name][extname]' },
      },
    },
  })
  // A page that comes from no network may not speak to this machine unless it is told.
  await context.grantPermissions(['local-network-access'], { origin: url })
  await context.route(`${url}/peer/**`, (route) => {
    const file = new URL(route.request().url()).pathname.slice('/peer/'.length)
    return file === ''
      ? route.fulfill({ body: page, contentType: 'text/html' })
      : route.fulfill({
          body: readFileSync(join(outDir, file)),
          contentType: types[extname(file)] ?? 'application/octet-stream',
        })
  })
  return () => rmSync(outDir, { recursive: true, force: true })
}
