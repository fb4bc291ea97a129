import { openSession, type Session } from './session.ts'
import { faceOf, lastWho } from './whose.ts'

/// The sessions of this page: at most one is shown, and one that was left may still have something
/// to save.

let ahead: Session | undefined
const open = new Set<Session>()
/// Those that are shown no more, with what keeps them from ending.
const leaving = new Map<Session, () => void>()
/// Those that somebody has left knowing what is lost with them.
const givenUp = new WeakSet<Session>()

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
/// something that is nowhere else, or a new one. It is the caller's to let go.
export function takeSession(id: string, account: string | undefined): Session {
  const serves = (session: Session) =>
    session.id === id && session.account === account && !isOver(session)
  const early = ahead
  ahead = undefined
  // One that was refused was opened before somebody signed in.
  if (early && !serves(early)) early.destroy()
  const session =
    [...(early ? [early] : []), ...open].find(serves) ?? openSession(id, server(), account)
  leaving.get(session)?.()
  leaving.delete(session)
  givenUp.delete(session)
  if (open.size === 0) {
    addEventListener('beforeunload', guard)
    addEventListener('pagehide', finish)
  }
  open.add(session)
  return session
}

/// Lets a session go that is shown no more. It goes on for as long as it has something that is
/// nowhere else, also when the server takes nothing more of it, or does something in slices: whoever
/// comes back finds it there.
export function letGo(session: Session): void {
  const end = () => {
    if (riskOf(session) > 0 || session.history.isBusy()) return
    leaving.get(session)?.()
    leaving.delete(session)
    open.delete(session)
    if (open.size === 0) {
      removeEventListener('beforeunload', guard)
      removeEventListener('pagehide', finish)
    }
    session.destroy()
  }
  // Half a step that is undone is not what anybody wanted.
  session.history.finish()
  const stops = [session.saved.subscribe(end), session.history.onIdle(end)]
  leaving.set(session, () => {
    for (const stop of stops) stop()
  })
  end()
}

/// Whoever is asked has said that what is only in this page may be lost. It still is not where the
/// server may yet take it.
export function giveUp(session: Session): void {
  givenUp.add(session)
}

/// Edits of a session that are in this page and nowhere else, and that nobody has given up.
export function riskOf(session: Session): number {
  return isRefused(session) && givenUp.has(session) ? 0 : session.atRisk()
}

/// The same of all that are open.
export function atRiskHere(): number {
  return [...open].reduce((sum, session) => sum + riskOf(session), 0)
}

const isRefused = (session: Session) => session.saved.get().kind === 'refused'

/// Whether a series is to be opened anew, because nothing is lost with this session of it.
const isOver = (session: Session) => isRefused(session) && riskOf(session) === 0

/// There is no time any more for what is undone in slices.
function finish(): void {
  for (const { history } of open) history.finish()
}

/// Whoever closes the page with such edits is asked first.
function guard(event: BeforeUnloadEvent): void {
  if (atRiskHere() > 0) event.preventDefault()
}
