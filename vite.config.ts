import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/// Where `npm run dev` serves the client, and where the Node server behind it listens.
export const appPort = 4680
export const apiPort = 4681

const api = `http://127.0.0.1:${apiPort}`

export default defineConfig({
  plugins: [react()],
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
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'prosemirror', test: /node_modules\/(prosemirror-|orderedmap|rope-sequence)/ },
            { name: 'yjs', test: /node_modules\/(yjs|lib0|y-protocols|y-websocket)\// },
          ],
        },
      },
    },
  },
})
