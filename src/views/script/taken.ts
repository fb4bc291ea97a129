import { flushSync } from 'react-dom'
import { pointAtPosition } from '../../editor/position.ts'
import type { ScriptView } from '../../editor/scriptview.ts'
import type { Session } from '../../session/session.ts'
import { createStore } from '../../session/store.ts'
import type { TextPoint } from '../../shared/document/anchor.ts'
import type { Binned, Series } from '../../shared/domain/series.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { lasting, toasts } from '../parts/toasts.ts'
import { putBack } from './putback.ts'

/// What this person was writing in when somebody else put it into the bin.
export interface Stray {
  /// Where the cursor was in it.
  readonly point: TextPoint
  /// The segment as it is shown once it is put back.
  readonly segment: string
  readonly binned: Binned
}

/// What this person writes on in, as long as it is in the bin.
export const stray = createStore<Stray | undefined>(undefined)

/// ProseMirror reads what a composition leaves behind 20 ms after its end, in milliseconds.
const afterComposition = 25

interface Watch {
  readonly session: Session
  readonly words: Words
  readonly script: () => ScriptView | undefined
}

/// Says so when somebody else puts what this person is in into the bin, with the way back. Whoever
/// is writing there goes on in it (stray.tsx): the next key would be in a text that nobody chose.
/// Give it the changes before the script does: that moves the cursor on.
export function sayWhatIsTaken({ session, words, script }: Watch): () => void {
  const { reading } = session.document
  const stop = reading.onChange(({ previous, current, transaction }) => {
    const { segment } = session.place.get()
    if (transaction.local || segment === undefined || !shows(previous, segment)) return
    const now = reading.group(segment)?.id ?? segment
    const binned = shows(current, now) ? undefined : inBin(current, now)
    if (!binned) return
    const writing = script()
    if (writing?.view.hasFocus() && session.mayEdit.get()) {
      whenComposed(writing, (point) => {
        if (point && !shows(reading.series, now)) begin({ point, segment: now, binned })
      })
      return
    }
    toasts.add({
      title: words('script.said.taken'),
      timeout: lasting,
      ...(session.mayEdit.get() && {
        actionProps: {
          children: words('panel.bin.restore'),
          onClick: () => putBack(session, binned),
        },
      }),
    })
  })
  return () => {
    stop()
    stray.set(undefined)
  }
}

/// Whether the script shows a segment.
export function shows({ episodes }: Series, segment: string): boolean {
  return episodes.some(({ segments }) => segments.some(({ id }) => id === segment))
}

function inBin({ bin }: Series, segment: string): Binned | undefined {
  return bin.find((binned) =>
    binned.what === 'episode'
      ? binned.episode.segments.some(({ id }) => id === segment)
      : binned.what === 'segment' && binned.id === segment,
  )
}

/// Gives the place of the cursor, at once or when what is composed there has been written down.
function whenComposed(
  { view, binding }: ScriptView,
  then: (point: TextPoint | undefined) => void,
): void {
  const here = () => pointAtPosition(view.state.selection.$head)
  if (!view.composing) {
    then(here())
    return
  }
  const ended = () => {
    if (view.isDestroyed) return
    if (view.composing) {
      wait()
      return
    }
    const point = here()
    binding.settle()
    then(point)
  }
  const wait = () =>
    view.dom.addEventListener('compositionend', () => setTimeout(ended, afterComposition), {
      once: true,
    })
  wait()
}

/// Before the next key: it is drawn, and has the focus, when this is over.
function begin(next: Stray): void {
  flushSync(() => stray.set(next))
}
