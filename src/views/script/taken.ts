import { TextSelection } from 'prosemirror-state'
import { pointAtPosition, positionOfPoint } from '../../editor/position.ts'
import type { ScriptView } from '../../editor/scriptview.ts'
import type { Session } from '../../session/session.ts'
import type { TextPoint } from '../../shared/document/anchor.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { lasting, toasts } from '../parts/toasts.ts'
import { putBack } from '../series/putback.ts'
import { binnedWith, shows, stray, writeOnIn } from '../series/stray.ts'

/// ProseMirror reads what a composition leaves behind 20 ms after its end, in milliseconds.
const afterComposition = 25

interface Watch {
  readonly session: Session
  readonly words: Words
  readonly script: () => ScriptView | undefined
}

/// Says so when somebody else puts what this person is in into the bin, with the way back. Whoever
/// is writing there goes on in it (straypen.tsx): the next key would be in a text that nobody chose.
/// Give it the changes before the script does: that moves the cursor on.
export function sayWhatIsTaken({ session, words, script }: Watch): () => void {
  const { reading } = session.document
  const stop = reading.onChange(({ previous, current, transaction }) => {
    const { segment } = session.place.get()
    if (transaction.local || segment === undefined || !shows(previous, segment)) return
    const now = reading.group(segment)?.id ?? segment
    const binned = shows(current, now) ? undefined : binnedWith(current, now)
    if (!binned) return
    const writing = script()
    if (writing?.view.hasFocus() && session.mayEdit.get()) {
      whenComposed(writing, (point) => {
        if (!point || shows(reading.series, now)) return
        const { focus } = writing
        writeOnIn({ point, home: now, binned, goBack: (to) => writeAt(writing, to), leave: focus })
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

/// Puts the cursor of the script to a point, once the script shows it.
function writeAt({ view, binding, focus }: ScriptView, point: TextPoint): void {
  const at = positionOfPoint(view.state.doc, binding.document, point)
  if (at === undefined) return
  const selection = TextSelection.create(view.state.doc, at)
  view.dispatch(view.state.tr.setSelection(selection).scrollIntoView())
  focus()
}
