import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/// Where `npm run dev` serves the client, and where the Node server behind it listens.
export const appPort = 4680
export const apiPort = 4681

const api = `http://127.0.0.1:${apiPort}`

const inEveryPage =
  /i18next|void-elements|html-parse-stringify|wouter|regexparam|\/views\/(mount|app|account\/(gate|who))\.|\/views\/parts\/(ahead|appcommands|ask|broken|button|commands|dialog|field|kbd|keys|later|remembered|settings|settingsmenu|toasts?|use\w+|words)\./

const inEveryPlace =
  /\/src\/(shared\/(document(?!\/(whereabouts|selection|characters|subject))|derive(?!\/(wordchange|outlinechange|reviewstatus|activitydays|outline))|domain)|session)\/|\/views\/(series\/(opened|walk|initials|colors|face|saysaved)|parts\/(ninetybar|usepagetitle))\.|\/lucide-react\//

export default defineConfig({
  plugins: [react(), asksAhead()],
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
            { name: 'first', test: /vite\/preload-helper|views\/(routes|series\/loadplace)\./ },
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'prosemirror', test: /node_modules\/(prosemirror-|orderedmap|rope-sequence)/ },
            { name: 'yjs', test: /node_modules\/(yjs|lib0|y-protocols|y-websocket)\// },
            // Asking for a file costs a page a millisecond, packed in one or not: what every page
            // needs comes as one, and so does what every place of a series needs.
            { name: 'app', test: inEveryPage },
            { name: 'series', test: inEveryPlace },
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
