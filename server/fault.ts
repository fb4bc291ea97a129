/// Why something that was asked for was not done: a code that stays, and a sentence for the writer.
export interface Fault {
  readonly code:
    | 'series.unknown'
    | 'series.broken'
    | 'server.closing'
    | 'file.unreadable'
    | 'format.unknown'
    | 'member.unknown'
    | 'member.lastOwner'
    | 'invite.unknown'
    | 'token.unknown'
  readonly message: string
}

export const missing: Fault = { code: 'series.unknown', message: 'There is no such series.' }
