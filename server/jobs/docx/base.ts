import { bookmarkOf, type Place } from './bookmark.ts'
import type { Manifest, ManifestLine } from './manifest.ts'

/// What the file said when it was written, by bookmark.
export interface Base {
  readonly lines: ReadonlyMap<string, ManifestLine>
  readonly fields: ReadonlyMap<string, string>
}

export function baseOf(manifest: Manifest | undefined): Base {
  const lines = new Map<string, ManifestLine>()
  const fields = new Map<string, string>()
  const field = (place: Place, text: string) => fields.set(bookmarkOf(place) ?? '', text)
  if (manifest) {
    field({ in: 'series', key: 'title' }, manifest.title)
    field({ in: 'series', key: 'logline' }, manifest.logline)
  }
  for (const { id, title, summary, segments } of manifest?.episodes ?? []) {
    field({ in: 'title', episode: id }, title)
    field({ in: 'summary', episode: id }, summary)
    for (const segment of segments) {
      for (const outline of segment.outlines) {
        field({ in: 'outline', segment: outline.id }, outline.text)
      }
      for (const line of segment.lines) lines.set(line.id, line)
    }
  }
  return { lines, fields }
}
