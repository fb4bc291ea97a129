// What a browser loads before the first script page stands: the entry, everything it imports, and
// what it then loads on demand of the script page itself. Other views load when they are opened.
import { existsSync, readFileSync } from 'node:fs'

const firstPage = /^src\/(shared|session|editor|views\/script)\/|^src\/views\/series\/seriespage/

const path = new URL('dist/.vite/manifest.json', import.meta.url)
const chunks = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}

function reach(name, seen = new Set()) {
  const chunk = chunks[name]
  if (!chunk || seen.has(name)) return seen
  seen.add(name)
  for (const next of chunk.imports ?? []) reach(next, seen)
  for (const next of chunk.dynamicImports ?? []) if (firstPage.test(next)) reach(next, seen)
  return seen
}

export default [
  {
    name: 'JavaScript to the first script page',
    path: [...reach('index.html')].map((name) => `dist/${chunks[name].file}`),
    brotli: true,
    limit: '250 kB',
  },
]
