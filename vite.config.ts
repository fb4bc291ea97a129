import { createHash } from 'node:crypto'
import react from '@vitejs/plugin-react'
import { build, defineConfig, type Plugin } from 'vite'
import type { Build } from './src/shell/editions.ts'

/// Where `npm run dev` serves the client, and where the Node server behind it listens.
export const appPort = 4680
export const apiPort = 4681

const api = `http://127.0.0.1:${apiPort}`

const inEveryPage =
  /i18next|wouter|regexparam|\/views\/(mount|app|account\/(gate|who))\.|\/views\/parts\/(ahead|appcommands|ask|brand|broken|button|commands|dialog|field|kbd|keys|later|settingsmenu|toasts?|use\w+|words)\.|\/views\/(series\/openedhere|settings\/settingscommands)\./

const inEveryPlace =
  /\/src\/(shared\/(document(?!\/(acceptance|cast|whereabouts|selection|characters|subject|replace|slices|lineseconds|outlineedits|glossary|translations|kept|content))|derive(?!\/(heading|places|wordcount|wordchange|outlinechange|reviewstatus|activitydays|outline|find|unlocks|why|cuts|cues|continued|scenenumbers|cast|cue|translations))|domain(?!\/(castentry|outlineedit)))|session(?!\/(rescue|compaction)))\/|\/views\/(series\/(opened|walk|initials|colors|face|saysaved|followed)|parts\/(ninetybar|tabs|usepagetitle)|script\/(scripthere|seconds))\.|\/lucide-react\//

const aroundEveryPlace =
  /\/views\/(series\/(end|shown|saved\.module)|threads\/(api|placed|talk)|activity\/api|parts\/drawer)\.|\/shared\/document\/(characters|subject|whereabouts)\./

const inBothEditors =
  /\/src\/(editor\/(binding|beatdrag|cursors|drawn|elementkeys|elementmenu|keymap|outlines|position|season|selectionseen|typed|undercursor)|views\/script\/(cursor|stay|listnarrowed|rowsinsight|segmentpanelmore)|shared\/(document\/selection|derive\/cue|domain\/castentry))\./

export default defineConfig({
  plugins: [react(), asksAhead(), shell(), noShell()],
  server: {
    host: '127.0.0.1',
    port: appPort,
    strictPort: true,
    proxy: {
      '/api': api,
      '/sync': { target: api, ws: true },
      '/healthz': api,
      '/readyz': api,
      '/metrics': api,
    },
  },
  build: {
    // bin/build.ts keeps its stamp beside the manifest, .size-limit.js reads it.
    manifest: true,
    // Nothing inlined: the content security policy of the server allows no data: sources.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What changes with our releases apart from what changes with theirs, so that a new
        // release is a small download. Views and what only they need are split by `import()`.
        codeSplitting: {
          groups: [
            {
              name: 'first',
              test: /vite\/preload-helper|views\/(routes|series\/loadplace|parts\/(catalogues|remembered|settings))\.|\/src\/(shell|session\/(store|whose)\.|shared\/domain\/language\.)/,
            },
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'prosemirror', test: /node_modules\/(prosemirror-|orderedmap|rope-sequence)/ },
            { name: 'yjs', test: /node_modules\/(yjs|lib0|y-protocols|y-websocket)\// },
            // Asking for a file costs a page a millisecond, packed in one or not: what every page
            // needs comes as one, and so does what every place of a series needs.
            { name: 'app', test: inEveryPage },
            { name: 'series', test: inEveryPlace },
            { name: 'place', test: aroundEveryPlace },
            { name: 'editor', test: inBothEditors },
          ],
        },
      },
    },
  },
})

/// Every page needs these two: the page itself asks for them, before any script has run.
function asksAhead(): Plugin {
  return {
    name: 'asks-ahead',
    transformIndexHtml(_, { bundle }) {
      const files = Object.values(bundle ?? {}).filter(
        (chunk) => chunk.type === 'chunk' && ['react', 'app'].includes(chunk.name),
      )
      return files.map(({ fileName }) => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: true, href: `/${fileName}` },
        injectTo: 'head',
      }))
    },
  }
}

/// Makes the service worker, which knows every file of the build, and writes the build's id into the
/// page. Both change with any of them.
function shell(): Plugin {
  return {
    name: 'shell',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_, bundle) {
      const page = bundle['index.html']
      if (page?.type !== 'asset') throw new Error('The build has no page.')
      const code = await worker()
      const files = Object.keys(bundle).filter((name) => name.startsWith('assets/'))
      const hash = createHash('sha256').update(code).update(String(page.source))
      const id = hash.update(files.sort().join()).digest('hex').slice(0, 12)
      const addresses = files.map((name) => `/${name}`)
      const made: Build = {
        id,
        needed: addresses.filter((name) => !usedLater.test(name)),
        used: addresses.filter((name) => usedLater.test(name)),
      }
      page.source = String(page.source).replace(
        '<meta charset="utf-8" />',
        `$&\n    <meta name="build" content="${id}" />`,
      )
      const [before, after, ...more] = code.split('__BUILD__')
      if (after === undefined || more.length > 0)
        throw new Error('The worker names __BUILD__ once.')
      const source = `${before}${JSON.stringify(made)}${after}`
      this.emitFile({ type: 'asset', fileName: 'sw.js', source })
    },
  }
}

/// While the client is being worked on nothing of it may come from the browser, and what `npm start`
/// left there at the same address goes away by itself.
function noShell(): Plugin {
  const leave = `
    addEventListener('install', () => skipWaiting())
    addEventListener('activate', (event) => event.waitUntil(leave()))
    async function leave() {
      for (const name of await caches.keys()) {
        if (name.startsWith('ninety-')) await caches.delete(name)
      }
      await registration.unregister()
      for (const page of await clients.matchAll({ type: 'window' })) await page.navigate(page.url)
    }`
  return {
    name: 'no-shell',
    apply: 'serve',
    configureServer({ middlewares }) {
      middlewares.use('/sw.js', (_, answer) => {
        answer.setHeader('content-type', 'text/javascript').setHeader('cache-control', 'no-store')
        answer.end(leave)
      })
    },
  }
}

/// Faces that only some pages draw in: every page has those of Latin script.
const usedLater = /\.woff2?$(?<!\/(courier-prime|inter)-latin-(wght|\d+)-\w+-[\w-]+\.woff2)/

async function worker(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      rolldownOptions: { input: 'src/shell/worker.ts', output: { format: 'iife' } },
    },
  })
  const [chunk] = 'output' in built ? built.output : []
  if (chunk?.type !== 'chunk') throw new Error('The service worker could not be built.')
  return chunk.code
}
