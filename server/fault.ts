/// Why something that was asked for was not done: a code that stays, and a sentence for the writer.
export interface Fault {
  readonly code:
    | 'series.missing'
    | 'series.broken'
    | 'server.closing'
    | 'file.unreadable'
    | 'format.unknown'
  readonly message: string
}

export const missing: Fault = { code: 'series.missing', message: 'There is no such series.' }
