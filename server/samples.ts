import { readFile } from 'node:fs/promises'
import { fountain } from '../src/shared/format/formats.ts'
import type { Library } from './library.ts'
import type { Store } from './store/store.ts'

/// The finished series that a new user first meets. Their ids never change: a sample that was put
/// into the bin is known by it and not made again.
const samples = [
  { id: 'sample-en', file: 'en.fountain' },
  { id: 'sample-zh-Hans', file: 'zh-Hans.fountain' },
]

/// Adds the samples to a store that holds nothing else. Safe to be cut off and called again.
export async function addSamples(store: Store, library: Library): Promise<void> {
  const present = new Set((await store.series()).map((row) => row.id))
  const lacking = samples.filter((sample) => !present.has(sample.id))
  if (present.size + lacking.length > samples.length) return
  // The list shows the latest first: the English one.
  for (const { id, file } of lacking.reverse()) {
    const path = new URL(`../src/shared/sample/${file}`, import.meta.url)
    const read = await fountain.read(await readFile(path))
    if ('code' in read) throw new Error(`The sample ${file} cannot be read: ${read.message}`)
    await library.importAs(id, read.screenplay)
  }
}
