import type { Language } from '../../shared/domain/series.ts'
import type { Key, Words } from '../../shared/i18n/catalogue.ts'

/// `/api/series`, as far as the library uses it.

export interface SeriesEntry {
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

/// Why the server did not do what it was asked. `code` is stable; `message` is the server's own
/// sentence, in English.
class Fault extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/// The sentence for a fault in the language of the interface.
export function sayFault(words: Words, fault: unknown): string {
  if (!(fault instanceof Fault)) return words('fault.unknown', { message: String(fault) })
  const key = faults[fault.code]
  return words(key ?? 'fault.unknown', { message: fault.message, size: maxMegabytes })
}

const maxMegabytes = 16

const faults: Readonly<Record<string, Key>> = {
  network: 'fault.network',
  'series.unknown': 'fault.series.missing',
  'series.broken': 'fault.series.broken',
  'server.closing': 'fault.server.closing',
  'server.failed': 'fault.server.failed',
  'file.unreadable': 'fault.file.unreadable',
  'file.large': 'fault.file.large',
  'format.unknown': 'fault.format.unknown',
  'request.bad': 'fault.request.bad',
}

export async function listSeries(bin: boolean): Promise<readonly SeriesEntry[]> {
  const { series } = await ask<{ series: readonly SeriesEntry[] }>('GET', `?bin=${bin}`)
  return series
}

export function createSeries(beginning: {
  readonly title: string
  readonly language: Language
  readonly targetSeconds: number
}): Promise<SeriesEntry> {
  return ask('POST', '', beginning)
}

export function renameSeries(id: string, title: string): Promise<SeriesEntry> {
  return ask('PATCH', `/${id}`, { title })
}

export function binSeries(id: string): Promise<SeriesEntry> {
  return ask('DELETE', `/${id}`)
}

export function restoreSeries(id: string): Promise<SeriesEntry> {
  return ask('POST', `/${id}/restore`)
}

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  let response: Response
  try {
    response = await fetch(`/api/series${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
  } catch {
    throw new Fault('network', 'no answer')
  }
  return readAnswer<T>(response.ok, await response.text())
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

function readAnswer<T>(ok: boolean, text: string): T {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new Fault('network', 'no answer')
  }
  if (ok) return body as T
  const { error } = body as { error?: { code?: string; message?: string } }
  throw new Fault(error?.code ?? 'unknown', error?.message ?? text)
}
