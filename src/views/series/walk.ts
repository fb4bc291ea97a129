import type { Session } from '../../session/session.ts'
import { createEpisode } from '../../shared/document/episodes.ts'

/// A new episode behind the one where this person is, else at the end. Gives back its id.
export function addEpisode({ document, place }: Session): string {
  const { episodes } = document.reading.series
  const here = episodes.findIndex(({ id }) => id === place.get().episode)
  return createEpisode(document, here === -1 ? episodes.length : here + 1)
}

type Stepper = (step: 1 | -1) => void

const steppers = new WeakMap<Session, Stepper>()

/// A view that goes from episode to episode in an order of its own; gives back what ends that.
export function onStep(session: Session, stepper: Stepper): () => void {
  steppers.set(session, stepper)
  return () => {
    if (steppers.get(session) === stepper) steppers.delete(session)
  }
}

/// Goes to the next (1) or the previous (−1) episode; at either end it stays.
export function stepEpisode(session: Session, step: 1 | -1): void {
  const stepper = steppers.get(session)
  if (stepper) {
    stepper(step)
    return
  }
  const { episodes } = session.document.reading.series
  const here = episodes.findIndex(({ id }) => id === session.place.get().episode)
  const next = episodes[here === -1 ? 0 : here + step]
  if (next) session.go({ episode: next.id })
}
