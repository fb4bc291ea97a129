/// Why something that was asked for was not done: a code that stays, and a sentence for the writer.
export interface Fault {
  readonly code:
    | 'series.unknown'
    | 'series.broken'
    | 'server.closing'
    | 'file.unreadable'
    | 'file.empty'
    | 'file.large'
    | 'format.unknown'
    | 'job.busy'
    | 'job.cancelled'
    | 'job.failed'
    | 'job.heavy'
    | 'job.slow'
    | 'member.unknown'
    | 'member.lastOwner'
    | 'invite.unknown'
    | 'token.unknown'
  readonly message: string
  /// Of `file.unreadable`: the code of what is wrong with the file, where it is known.
  readonly reason?: string
}

export const missing: Fault = { code: 'series.unknown', message: 'There is no such series.' }
