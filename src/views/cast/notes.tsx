import { useCallback, useEffect, useId, useLayoutEffect, useRef } from 'react'
import type { Listed } from '../../shared/derive/castlist.ts'
import { reviseEntry } from '../../shared/document/cast.ts'
import type { CastEntry, Roster } from '../../shared/domain/castentry.ts'
import { useWords } from '../parts/words.ts'
import { useSession, useShownSeries } from '../series/opened.ts'
import styles from './details.module.css'
import { entryOf } from './entered.ts'

interface NotesProps {
  readonly roster: Roster
  readonly listed: Listed
  readonly mayEdit: boolean
}

/// What the room has written down. Two who enter the same character at once have each made an entry;
/// what both wrote is shown.
export function Notes({ roster, listed, mayEdit }: NotesProps) {
  const words = useWords()
  const id = useId()
  const written = listed.entries.filter(({ notes }, i) => i === 0 || notes !== '')
  const all: readonly (CastEntry | undefined)[] = written.length > 0 ? written : [undefined]
  return (
    <div className={styles.part}>
      <h4 className={styles.title} id={id}>
        {words('cast.notes')}
      </h4>
      {all.map((entry, i) => (
        <Note
          // The first one stays what it is when its entry is made.
          key={i === 0 ? 'first' : entry?.id}
          roster={roster}
          listed={listed}
          entry={entry}
          mayEdit={mayEdit}
          labelledBy={id}
        />
      ))}
    </div>
  )
}

interface NoteProps extends NotesProps {
  readonly entry: CastEntry | undefined
  readonly labelledBy: string
}

/// A text that several may write in at once. While an input method composes, what others type waits.
function Note({ roster, listed, entry, mayEdit, labelledBy }: NoteProps) {
  const words = useWords()
  const session = useSession()
  const language = useShownSeries((series) => series.language)
  const control = useRef<HTMLTextAreaElement>(null)
  /// What the control and the document last agreed on.
  const agreed = useRef('')
  const composing = useRef(false)
  const text = entry?.notes ?? ''
  const latest = useRef(text)

  const show = useCallback(() => {
    const area = control.current
    if (!area || composing.current) return
    const { selectionStart, selectionEnd, value } = area
    const next = latest.current
    agreed.current = next
    if (value === next) return
    area.value = next
    const moved = (offset: number) => Math.max(0, offset + shiftAt(value, next, offset))
    if (document.activeElement === area) {
      area.setSelectionRange(moved(selectionStart), moved(selectionEnd))
    }
  }, [])

  useLayoutEffect(() => {
    latest.current = text
    show()
  }, [text, show])

  function write() {
    const area = control.current
    if (!area || composing.current || area.value === agreed.current) return
    const base = agreed.current
    agreed.current = area.value
    const id = entry?.id ?? entryOf(session.document, roster, listed)
    reviseEntry(session.document, roster, id, 'notes', base, area.value, area.selectionEnd)
  }

  useEffect(() => {
    const area = control.current
    const undo = (event: InputEvent) => {
      const { inputType } = event
      if (inputType !== 'historyUndo' && inputType !== 'historyRedo') return
      event.preventDefault()
      session.history[inputType === 'historyUndo' ? 'undo' : 'redo']()
    }
    area?.addEventListener('beforeinput', undo)
    return () => area?.removeEventListener('beforeinput', undo)
  }, [session])

  return (
    <textarea
      ref={control}
      className={styles.notes}
      aria-labelledby={labelledBy}
      placeholder={words(roster === 'cast' ? 'cast.notes.ghost' : 'cast.places.notes.ghost')}
      lang={language}
      rows={5}
      readOnly={!mayEdit}
      defaultValue={text}
      onFocus={() => session.history.pause()}
      onInput={write}
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={() => {
        composing.current = false
        write()
        show()
      }}
      onBlur={() => {
        composing.current = false
        write()
        session.history.pause()
      }}
    />
  )
}

/// How far an offset of a text moves when the text becomes another.
function shiftAt(before: string, after: string, offset: number): number {
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head] === after[head]) head++
  return offset <= head ? 0 : after.length - before.length
}
