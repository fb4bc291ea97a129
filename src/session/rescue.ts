import { applyUpdate, Doc, transact } from 'yjs'
import { keptIn } from '../shared/document/kept.ts'
import { SeriesReading } from '../shared/document/reading.ts'
import type { Episode } from '../shared/domain/episode.ts'
import type { Segment } from '../shared/domain/segment.ts'
import type { Series } from '../shared/domain/series.ts'
import { screenplayOf } from '../shared/format/document.ts'
import { fountain } from '../shared/format/formats.ts'
import { sheetWord } from '../shared/format/sheetwords.ts'
import { baseName, openBase } from './copybase.ts'

/// Text of this browser as a file that any screenwriting program reads, and this one too.
export interface Rescued {
  readonly title: string
  /// Of the file, with its ending.
  readonly name: string
  readonly bytes: Uint8Array
}

const extension = '.fountain'

/// The text of a document as it is shown, and behind it what is in its bin.
export async function rescueFrom(doc: Doc): Promise<Rescued> {
  const reading = new SeriesReading(doc)
  const screenplay = screenplayOf(withBin(reading.series), keptIn(doc))
  reading.destroy()
  const { bytes } = await fountain.write(screenplay)
  const { title } = screenplay
  return { title, name: `${fileName(title)}${extension}`, bytes }
}

/// What is in the bin as episodes at the end: a file has none, and this one may be all there is.
function withBin(series: Series): Series {
  const { bin, language, episodes } = series
  if (bin.length === 0) return series
  const word = sheetWord(language, 'sheet.bin')
  const binned = bin.flatMap((each): readonly Episode[] => {
    if (each.what !== 'episode') return []
    const { title } = each.episode
    return [{ ...each.episode, title: title === '' ? word : `${word}: ${title}` }]
  })
  const beats = bin.flatMap((each): readonly Segment[] => {
    if (each.what === 'episode') return []
    const outlines = each.what === 'segment' ? each.outlines : [{ id: each.id, text: '' }]
    return [{ id: each.id, kind: 'beat', outlines, lines: each.lines, tags: [] }]
  })
  const empty = (kind: Segment['kind']): Segment => {
    return { id: kind, kind, outlines: [{ id: kind, text: '' }], lines: [], tags: [] }
  }
  const segments = [empty('hook'), ...beats, empty('cliffhanger')]
  const loose = { id: 'bin', title: word, summary: '', segments }
  return { ...series, episodes: [...episodes, ...binned, ...(beats.length > 0 ? [loose] : [])] }
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
