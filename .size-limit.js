// What a browser loads before the first script page stands: the entry, everything it imports, and
// what it then loads on demand of the script page itself. Other views load when they are opened.
// Of the dictionaries one is loaded: the larger is reckoned.
import { existsSync, readFileSync, statSync } from 'node:fs'

const firstPage =
  /^src\/(shared(?!\/i18n\/[\w-]+\/(places|tools)\.)|session(?!\/(rescue|compaction|copies))|editor(?!\/tools\.)|views\/script)\/|^src\/views\/series\/seriespage/

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

const files = [...reach('index.html')]
const isDictionary = (name) => name.startsWith('src/shared/i18n/')
const sizeOf = (name) => statSync(new URL(`dist/${chunks[name].file}`, import.meta.url)).size
const [largest] = files.filter(isDictionary).sort((a, b) => sizeOf(b) - sizeOf(a))

export default [
  {
    name: 'JavaScript to the first script page',
    path: files
      .filter((name) => name === largest || !isDictionary(name))
      .map((name) => `dist/${chunks[name].file}`),
    brotli: true,
    limit: '250 kB',
  },
]
