import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { BrowserContext } from '@playwright/test'
import { build } from 'vite'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}

/// Builds the page of y-prosemirror and puts it at `/peer/` of a server, for one browser: the
/// server takes sockets only from its own pages. Gives back what removes it.
export async function servePeer(context: BrowserContext, url: string): Promise<() => void> {
  const outDir = mkdtempSync(join(tmpdir(), 'ninety-peer-'))
  await build({
    root: join(import.meta.dirname, '../peer'),
    base: '/peer/',
    configFile: false,
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0 },
  })
  // A page that comes from no network may not speak to this machine unless it is told.
  await context.grantPermissions(['local-network-access'], { origin: url })
  await context.route(`${url}/peer/**`, (route) => {
    const path = new URL(route.request().url()).pathname.slice('/peer/'.length) || 'index.html'
    return route.fulfill({
      body: readFileSync(join(outDir, path)),
      contentType: types[extname(path)] ?? 'application/octet-stream',
    })
  })
  return () => rmSync(outDir, { recursive: true, force: true })
}
