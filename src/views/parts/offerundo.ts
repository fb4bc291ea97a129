import type { Session } from '../../session/session.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { type Toast, toasts } from './toasts.ts'

interface Offering {
  readonly session: Pick<Session, 'history' | 'undo'>
  readonly words: Words
  /// How it is undone, where that is more than a step back.
  readonly undo?: () => void
}

/// Says what has just been done as one step of the history, with a button that undoes it. It goes
/// with the next thing that this person does or undoes: the button would undo that instead.
export function offerUndo(
  { session: { history, undo: stepBack }, words, undo = stepBack }: Offering,
  toast: Omit<Toast, 'id' | 'actionProps'>,
): void {
  // What is done next is no part of the step, however soon it comes.
  history.pause()
  const actionProps = { children: words('action.undo'), onClick: undo }
  const id = toasts.add({ ...toast, actionProps })
  const stopHistory = history.onChange(() => toasts.close(id))
  const stopToasts = toasts.subscribe(() => {
    if (toasts.get().some((shown) => shown.id === id)) return
    stopHistory()
    stopToasts()
  })
}
