import type { Language } from '../../shared/domain/language.ts'
import type { Loss } from '../../shared/format/screenplay.ts'
import { Fault } from '../parts/ask.ts'

/// Files of a series, as the server writes them.

export interface Wanted {
  /// The id of a format or a report.
  readonly as: string
  readonly language: Language
  readonly chosen: Readonly<Record<string, string>>
}

export interface Made {
  readonly name: string
  readonly bytes: Uint8Array
  readonly losses: readonly Loss[]
}

/// How far it has got: parts of the work while it is being written, then bytes.
export type Far =
  | {
      readonly kind: 'working'
      readonly done: number
      readonly of: number
      /// A face that has to come from elsewhere first, as long as it does.
      readonly fetching?: string
    }
  | { readonly kind: 'receiving'; readonly done: number; readonly of: number }

type Line =
  | { readonly told: { readonly done: number; readonly of: number; readonly fetching?: string } }
  | {
      readonly file: {
        readonly name: string
        readonly size: number
        readonly losses: readonly Loss[]
      }
    }
  | { readonly error: { readonly code: string; readonly message: string } }

/// Has a file made. Throws a `Fault`, or what `fetch` throws when it was called off.
export async function makeFile(
  series: string,
  { as, language, chosen }: Wanted,
  onFar: (far: Far) => void,
  signal: AbortSignal,
): Promise<Made> {
  const query = new URLSearchParams({ ...chosen, format: as, language })
  const path = `/api/series/${series}/export/told?${query}`
  const response = await fetch(path, { signal }).catch((error: unknown) => {
    throw signal.aborted ? error : unreached
  })
  if (!response.body || !response.ok) throw await refusalOf(response)
  const reader = response.body.getReader()
  const lines = new Lines()
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw signal.aborted ? error : unreached
    })
    if (done) throw unreached
    for (const line of lines.add(value)) {
      if ('told' in line) onFar({ kind: 'working', ...line.told })
      else if ('error' in line) throw new Fault(line.error.code, line.error.message)
      else {
        const { name, size, losses } = line.file
        return { name, losses, bytes: await rest(reader, lines.left(), size, onFar) }
      }
    }
  }
}

const unreached = new Fault('network', 'no answer')

async function refusalOf(response: Response): Promise<Fault> {
  const body = (await response.json().catch(() => ({}))) as {
    readonly error?: { readonly code: string; readonly message: string }
  }
  return body.error ? new Fault(body.error.code, body.error.message) : unreached
}

async function rest(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  first: Uint8Array,
  size: number,
  onFar: (far: Far) => void,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(size)
  let at = 0
  let part: Uint8Array | undefined = first
  while (part) {
    if (at + part.length > size) throw unreached
    bytes.set(part, at)
    at += part.length
    onFar({ kind: 'receiving', done: at, of: size })
    part = at < size ? (await reader.read()).value : undefined
  }
  // The connection broke in the middle.
  if (at < size) throw unreached
  return bytes
}

/// Lines of JSON out of bytes as they come, up to the one behind which the file stands.
class Lines {
  #left: Uint8Array = new Uint8Array()
  readonly #text = new TextDecoder()

  add(bytes: Uint8Array): readonly Line[] {
    const all = new Uint8Array(this.#left.length + bytes.length)
    all.set(this.#left)
    all.set(bytes, this.#left.length)
    this.#left = all
    const lines: Line[] = []
    for (;;) {
      const end = this.#left.indexOf(newline)
      if (end < 0) return lines
      const line = JSON.parse(this.#text.decode(this.#left.subarray(0, end))) as Line
      this.#left = this.#left.subarray(end + 1)
      lines.push(line)
      if ('file' in line) return lines
    }
  }

  /// What has come behind the last line.
  left(): Uint8Array {
    return this.#left
  }
}

const newline = 10
