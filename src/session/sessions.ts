import { openSession, type Session } from './session.ts'
import { faceOf, lastWho } from './whose.ts'

/// The sessions of this page: at most one is shown, and one that was left may still have something
/// to save.

let ahead: Session | undefined
const open = new Set<Session>()
/// Those that are shown no more, with what keeps them from ending.
const leaving = new Map<Session, () => void>()

/// Where this page's server keeps series in step.
export const server = () => `${location.origin.replace(/^http/, 'ws')}/sync`

/// Opens a series before there is a page to show it, so that its text comes while the page is made:
/// for whoever was here last. Where nobody was, whose copy it is has to be asked first.
export function openAhead(id: string): void {
  const who = lastWho()
  const face = who && faceOf(who, id)
  if (face) ahead ??= openSession(id, server(), face.id)
}

/// The session of a series for an account: the one that was opened ahead, one that was left and has
/// something to save, or a new one. It is the caller's to let go.
export function takeSession(id: string, account: string | undefined): Session {
  const serves = (session: Session) =>
    session.id === id && session.account === account && session.saved.get().kind !== 'refused'
  const early = ahead
  ahead = undefined
  // One that was refused was opened before somebody signed in.
  if (early && !serves(early)) early.destroy()
  const session =
    [...(early ? [early] : []), ...open].find(serves) ?? openSession(id, server(), account)
  leaving.get(session)?.()
  leaving.delete(session)
  if (open.size === 0) addEventListener('beforeunload', guard)
  open.add(session)
  return session
}

/// Lets a session go that is shown no more. It goes on for as long as it has something that is
/// nowhere else.
export function letGo(session: Session): void {
  const end = () => {
    if (session.atRisk() > 0 && session.saved.get().kind !== 'refused') return
    leaving.get(session)?.()
    leaving.delete(session)
    open.delete(session)
    if (open.size === 0) removeEventListener('beforeunload', guard)
    session.destroy()
  }
  leaving.set(session, session.saved.subscribe(end))
  end()
}

/// Edits that are in this page and nowhere else.
export function atRiskHere(): number {
  return [...open].reduce((sum, session) => sum + session.atRisk(), 0)
}

/// Whoever closes the page with such edits is asked first.
function guard(event: BeforeUnloadEvent): void {
  if (atRiskHere() > 0) event.preventDefault()
}
