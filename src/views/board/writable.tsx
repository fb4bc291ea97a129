import { memo, useLayoutEffect, useRef, useState } from 'react'
import { bindTextField } from '../../editor/textfield.ts'
import { classes } from '../parts/button.tsx'
import { travel } from './deeds.ts'
import { useDesk, useSelected } from './desk.ts'
import { type Caret, useListed } from './presence.ts'
import styles from './writable.module.css'
import { keyOf, type Written } from './written.ts'

interface WritableProps {
  readonly field: Written
  readonly text: string
  /// What the text is, for whoever does not see where it stands.
  readonly label: string
  /// What stands there as long as there is no text.
  readonly ghost: string
  readonly className?: string | undefined
  readonly language: string
}

/// A text that is written in place: plain as long as nobody writes here, with a text control over
/// it while one does. The plain text gives the control its size.
export const Writable = memo(function Writable(props: WritableProps) {
  const { field, text, label, ghost, className, language } = props
  const desk = useDesk()
  const key = keyOf(field)
  const isWriting = useSelected(desk.cursor, ({ writing }) => writing && keyOf(writing) === key)
  const carets = useListed(desk.presence.carets, key)
  // What the control holds: while an input method composes, others' words are not in it yet.
  const [held, setHeld] = useState<string>()
  const shown = isWriting ? (held ?? text) : text
  return (
    <div
      className={classes(styles.text, isWriting && styles.writing, className)}
      data-text={key}
      lang={language}
    >
      <span className={styles.mirror} data-mirror aria-hidden={isWriting}>
        {withCarets(shown, carets)}
        {/* An empty line, and one behind a line break, has no height of its own. */}
        {(shown === '' || shown.endsWith('\n')) && '\u200b'}
      </span>
      {shown === '' && (
        <span className={styles.ghost} aria-hidden>
          {ghost}
        </span>
      )}
      {isWriting && <Pen field={field} label={label} onValue={setHeld} />}
    </div>
  )
})

interface PenProps {
  readonly field: Written
  readonly label: string
  readonly onValue: (value: string | undefined) => void
}

function Pen({ field, label, onValue }: PenProps) {
  const desk = useDesk()
  const ref = useRef<HTMLTextAreaElement>(null)
  const key = keyOf(field)
  useLayoutEffect(() => {
    const control = ref.current
    if (!control) return
    const { document, history } = desk.session
    const { start, end } = desk.caret
    const bound = bindTextField(control, document, field, {
      onChange(value, from, to) {
        onValue(value)
        Object.assign(desk.caret, { start: from, end: to })
        desk.presence.show(field, from, to)
      },
      onComposition: (composing) => desk.compose(composing ? field : undefined),
      onHistory: (way) => travel(desk, way),
    })
    // A text is a step of its own to undo.
    history.pause()
    control.focus()
    control.setSelectionRange(start, end)
    desk.presence.show(field, start, end)
    return () => {
      const { selectionStart, selectionEnd } = control
      bound.destroy()
      history.pause()
      desk.presence.show()
      onValue(undefined)
      // For when this very text is shown elsewhere: its card was moved by somebody.
      Object.assign(desk.caret, { start: selectionStart, end: selectionEnd })
    }
  }, [desk, key])
  return <textarea ref={ref} className={styles.pen} aria-label={label} rows={1} data-pen={key} />
}

function withCarets(text: string, carets: readonly Caret[] | undefined) {
  if (!carets) return text
  const parts = []
  let at = 0
  for (const { person, offset } of [...carets].sort((a, b) => a.offset - b.offset)) {
    const here = Math.min(offset, text.length)
    parts.push(text.slice(at, here))
    parts.push(
      <span
        // Another key after each move: the name shows again and fades.
        key={`${person.client} ${here}`}
        className={styles.caret}
        style={{ '--person': person.color }}
        data-name={person.name}
      />,
    )
    at = here
  }
  return [...parts, text.slice(at)]
}

/// The offset in a text of what is seen at a point of the page, where the browser can tell.
export function offsetAt(mirror: Element, x: number, y: number, length: number): number {
  const place = document.caretPositionFromPoint?.(x, y)
  if (!place || !mirror.contains(place.offsetNode)) return length
  const range = document.createRange()
  range.setStart(mirror, 0)
  range.setEnd(place.offsetNode, place.offset)
  return Math.min(range.toString().length, length)
}
