import { openSession, type Session } from './session.ts'

let opened: Session | undefined

/// Where this page's server keeps series in step.
const server = () => `${location.origin.replace(/^http/, 'ws')}/sync`

/// Opens a series before there is a page to show it, so that its text comes while the page is made.
export function openAhead(id: string): void {
  opened ??= openSession(id, server())
}

/// The session of a series: the one that was opened ahead, once, or a new one. It is the caller's to
/// destroy.
export function takeSession(id: string): Session {
  const ahead = opened
  opened = undefined
  // One that was refused was opened before somebody signed in.
  if (ahead?.id === id && ahead.saved.get().kind !== 'refused') return ahead
  ahead?.destroy()
  return openSession(id, server())
}
