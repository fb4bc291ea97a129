import { applyUpdate, Doc, transact } from 'yjs'
import { keptIn } from '../shared/document/kept.ts'
import { SeriesReading } from '../shared/document/reading.ts'
import { screenplayOf } from '../shared/format/document.ts'
import { fountain } from '../shared/format/formats.ts'
import { baseName, openBase } from './copybase.ts'

/// Text of this browser as a file that any screenwriting program reads, and this one too.
export interface Rescued {
  readonly title: string
  /// Of the file, with its ending.
  readonly name: string
  readonly bytes: Uint8Array
}

const extension = '.fountain'

/// The text of a document as it is shown.
export async function rescueFrom(doc: Doc): Promise<Rescued> {
  const reading = new SeriesReading(doc)
  const screenplay = screenplayOf(reading.series, keptIn(doc))
  reading.destroy()
  const { bytes } = await fountain.write(screenplay)
  const { title } = screenplay
  return { title, name: `${fileName(title)}${extension}`, bytes }
}

/// The text that updates hold together.
export async function rescueOut(updates: readonly Uint8Array[]): Promise<Rescued> {
  const doc = new Doc()
  transact(doc, () => {
    for (const update of updates) applyUpdate(doc, update)
  })
  const rescued = await rescueFrom(doc)
  doc.destroy()
  return rescued
}

/// Every text that a copy holds: what belongs to the series, and what was set aside.
export async function rescueCopy(account: string, series: string): Promise<readonly Rescued[]> {
  const base = await openBase(baseName(account, series))
  try {
    const rows = await base.getAll('rows')
    const asides = await base.getAll('aside')
    const texts = [rows.flatMap(({ updates }) => updates), ...asides.map(({ updates }) => updates)]
    return await Promise.all(texts.filter((updates) => updates.length > 0).map(rescueOut))
  } finally {
    base.close()
  }
}

/// What no file system minds, at a length that all take.
function fileName(title: string): string {
  const name = title.replaceAll(/[\p{Cc}/\\:*?"<>|]+/gu, ' ').trim()
  return [...name].slice(0, 80).join('') || 'Ninety'
}
