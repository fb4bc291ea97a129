import type { Language } from '../../shared/domain/language.ts'
import type { Cut, CutWay, SegmentWay } from '../../shared/format/cuts.ts'
import type { Preview } from '../../shared/format/preview.ts'
import type { Loss } from '../../shared/format/screenplay.ts'
import { Fault, readAnswer } from '../parts/ask.ts'
import type { SeriesEntry } from './api.ts'

/// `/api/series/import`: what a file holds, and a series from it.

export interface Previewed {
  readonly preview: Preview
  readonly losses: readonly Loss[]
}

/// How somebody would have a file read.
export interface Reading {
  readonly as?: string
  readonly language?: Language
}

export interface Cutting {
  readonly way?: CutWay
  readonly segments?: SegmentWay
  readonly target?: number
}

export interface Choices {
  readonly title: string
  readonly targetSeconds: number
  readonly cuts: readonly Cut[]
}

export interface Imported {
  readonly series: SeriesEntry
  readonly losses: readonly Loss[]
}

/// How far it has got: bytes that are sent, then parts that are read.
export type Far =
  | { readonly kind: 'sending'; readonly done: number; readonly of: number }
  | { readonly kind: 'reading'; readonly done?: number; readonly of?: number }

interface Watch {
  readonly onFar: (far: Far) => void
  readonly signal: AbortSignal
}

export async function previewFile(
  file: File,
  asked: Reading & Cutting,
  { onFar, signal }: Watch,
): Promise<Previewed> {
  const text = await send(`/api/series/import/preview?${queryOf(file, asked)}`, file, {
    signal,
    onFar,
  })
  const last = text.trimEnd().split('\n').at(-1) ?? ''
  return readAnswer<Previewed>(!last.startsWith('{"error"'), last)
}

/// A series from a file, as it is cut by itself or as it was chosen.
export async function importFile(
  file: File,
  reading: Reading,
  choices: Choices | undefined,
  watch: Watch,
): Promise<Imported> {
  const path = `/api/series/import?${queryOf(file, reading)}`
  if (!choices) return readAnswer<Imported>(true, await send(path, file, watch))
  const form = new FormData()
  form.set('file', file)
  form.set('choices', JSON.stringify(choices))
  return readAnswer<Imported>(true, await send(path, form, watch))
}

function queryOf(file: File, asked: Reading & Cutting): URLSearchParams {
  const query = new URLSearchParams({ name: file.name })
  for (const [name, value] of Object.entries(asked)) {
    if (value !== undefined) query.set(name, String(value))
  }
  return query
}

/// Sends a file and gives the whole answer. (`fetch` does not tell how much is sent.) Throws the
/// `Fault` that a refusal says; one that was called off is the fault `job.cancelled`.
function send(path: string, body: File | FormData, { onFar, signal }: Watch): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const stop = () => request.abort()
    const end = (settle: () => void) => {
      signal.removeEventListener('abort', stop)
      settle()
    }
    request.open('POST', path)
    if (body instanceof File) request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      onFar({ kind: 'sending', done: loaded, of: total })
    })
    request.upload.addEventListener('load', () => onFar({ kind: 'reading' }))
    request.addEventListener('progress', () => {
      const told = request.responseText.split('\n').at(-2)
      if (told?.startsWith('{"told"')) {
        onFar({
          kind: 'reading',
          ...(JSON.parse(told) as { told: { done: number; of: number } }).told,
        })
      }
    })
    request.addEventListener('error', () => end(() => reject(new Fault('network', 'no answer'))))
    request.addEventListener('abort', () => {
      end(() => reject(new Fault('job.cancelled', 'This was called off.')))
    })
    request.addEventListener('load', () =>
      end(() => {
        try {
          if (request.status >= 300) readAnswer(false, request.responseText)
          resolve(request.responseText)
        } catch (fault) {
          reject(fault)
        }
      }),
    )
    signal.addEventListener('abort', stop)
    request.send(body)
  })
}
