import type { CopyEntry } from './copies.ts'
import type { SavedState } from './saved.ts'
import { openSession } from './session.ts'
import { server } from './sessions.ts'

/// What becomes of what a copy holds unsent.
export type Sending = 'sending' | 'sent' | 'refused'

/// Sends what a copy of the account that is signed in holds unsent, with no page to show the series.
/// Goes on until the server has it or will not have it, or until what is given back is called.
export function sendCopy({ account, series }: CopyEntry, on: (now: Sending) => void): () => void {
  const session = openSession(series, server(), account)
  session.confirm()
  let isOver = false
  const end = () => {
    if (isOver) return
    isOver = true
    stop()
    session.destroy()
  }
  const stop = session.saved.subscribe(() => {
    const now = sendingOf(session.saved.get())
    on(now)
    if (now === 'sent') end()
  })
  return end
}

/// A copy that cannot be opened may hold anything.
function sendingOf({ kind }: SavedState): Sending {
  if (kind === 'refused') return 'refused'
  return kind === 'saved' || kind === 'readOnly' ? 'sent' : 'sending'
}
