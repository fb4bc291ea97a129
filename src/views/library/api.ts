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

export interface Loss {
  readonly code: string
  readonly message: string
  /// The line of the file, counted from 1.
  readonly at?: number
}

export interface Imported {
  readonly series: SeriesEntry
  readonly losses: readonly Loss[]
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

/// Sends a file and says how far it has got, in bytes. (`fetch` does not tell.)
export function importFile(
  file: File,
  onSent: (sent: number, size: number) => void,
): Promise<Imported> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/series/import?name=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', ({ loaded, total }) => onSent(loaded, total))
    request.addEventListener('error', () => reject(new Fault('network', 'no answer')))
    request.addEventListener('load', () => {
      try {
        resolve(readAnswer<Imported>(request.status < 300, request.responseText))
      } catch (fault) {
        reject(fault)
      }
    })
    request.send(file)
  })
}
