import { createStore, type Store } from '../../session/store.ts'
import {
  type Face,
  faceOf,
  lastWho,
  onOtherWho,
  rememberWho,
  type Who,
} from '../../session/whose.ts'
import { ask, Fault, whenSignedOut } from '../parts/ask.ts'

export type Known =
  | { readonly kind: 'asking' }
  /// `isSure` unless it is only remembered, because the server does not answer.
  | { readonly kind: 'known'; readonly who: Who; readonly isSure: boolean }
  | { readonly kind: 'failed'; readonly fault: unknown }

const known = createStore<Known>({ kind: 'asking' })

/// What this page knows of who uses it.
export const whoIsHere: Store<Known> = known

let asked = 0

/// Asks the server, and tells nobody yet.
export function readWho(): Promise<Who> {
  return ask('GET', '/api/me')
}

/// Tells the page who is here.
export function know(who: Who): void {
  asked++
  const before = lastWho()?.user
  if (before && before.id !== who.user?.id) void forgetCopiesOf(before.id)
  rememberWho(who)
  known.set({ kind: 'known', who, isSure: true })
}

/// Whoever is no longer signed in leaves nothing here that the server has.
async function forgetCopiesOf(account: string): Promise<void> {
  const { removeSafeCopiesOf } = await import('../../session/copies.ts')
  await removeSafeCopiesOf(account)
}

/// Milliseconds after which a server that has not answered is taken to be out of reach.
const patience = 3000
/// Milliseconds until it is asked again.
const again = 3000

/// Asks the server again. What was known stays until it answers; where nothing was, whoever was here
/// last is taken to be here still when it does not.
export async function askWho(): Promise<void> {
  const mine = ++asked
  const timer = setTimeout(() => mine === asked && remember(), patience)
  try {
    const who = await readWho()
    if (mine === asked) know(who)
  } catch (fault) {
    if (mine !== asked) return
    if (isOutOfReach(fault)) remember()
    // Whoever was known goes on being so: the server may be restarting.
    if (known.get().kind !== 'known') known.set({ kind: 'failed', fault })
  } finally {
    clearTimeout(timer)
  }
}

function isOutOfReach(fault: unknown): boolean {
  return fault instanceof Fault && (fault.code === 'network' || fault.code === 'server.closing')
}

function remember(): void {
  const who = lastWho()
  if (who && known.get().kind !== 'known') known.set({ kind: 'known', who, isSure: false })
  const now = known.get()
  if (now.kind === 'known' && !now.isSure) setTimeout(() => void askWho(), again)
}

whenSignedOut(() => void askWho())
// Somebody has signed in or out in another window.
onOtherWho(() => void askWho())
/// Who somebody is in one series. Undefined for who is neither signed in nor a guest of it.
export function faceIn(now: Known, series: string): Face | undefined {
  return now.kind === 'known' ? faceOf(now.who, series) : undefined
}
