import type { Standing } from '../../shared/domain/access.ts'
import type { Language } from '../../shared/domain/language.ts'
import { ask, Fault, readAnswer } from '../parts/ask.ts'

/// `/api/series`, as far as the library uses it.

/// A series, and what whoever asks is to it.
export interface SeriesEntry extends Standing {
  readonly id: string
  readonly title: string
  readonly language: Language
  /// ISO times.
  readonly created: string
  readonly updated: string
  readonly binned: string | null
}

export async function listSeries(bin: boolean): Promise<readonly SeriesEntry[]> {
  const { series } = await ask<{ series: readonly SeriesEntry[] }>('GET', `/api/series?bin=${bin}`)
  return series
}

export function createSeries(beginning: {
  readonly title: string
  readonly language: Language
  readonly targetSeconds: number
}): Promise<SeriesEntry> {
  return ask('POST', '/api/series', beginning)
}

export function renameSeries(id: string, title: string): Promise<SeriesEntry> {
  return ask('PATCH', `/api/series/${id}`, { title })
}

export function binSeries(id: string): Promise<SeriesEntry> {
  return ask('DELETE', `/api/series/${id}`)
}

export function restoreSeries(id: string): Promise<SeriesEntry> {
  return ask('POST', `/api/series/${id}/restore`)
}

/// A new series from a script, as it is.
export async function importScript(file: File): Promise<SeriesEntry> {
  const path = `/api/series/import?name=${encodeURIComponent(file.name)}`
  const request = { method: 'POST', headers: { 'content-type': 'application/octet-stream' } }
  const response = await fetch(path, { ...request, body: file }).catch(() => {
    throw new Fault('network', 'no answer')
  })
  const text = await response.text()
  return readAnswer<{ readonly series: SeriesEntry }>(response.ok, text).series
}
