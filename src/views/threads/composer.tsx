import { type KeyboardEvent, useId, useRef, useState } from 'react'
import type { Namable } from '../../shared/document/talk.ts'
import { longestComment } from '../../shared/domain/thread.ts'
import { Button } from '../parts/button.tsx'
import { isMac } from '../parts/commands.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import styles from './composer.module.css'
import { type Asked, askedAt, candidates, toBody, toText } from './mentions.ts'
import type { Talk } from './talk.ts'

interface ComposerProps {
  readonly talk: Talk
  /// What is written, for whoever does not see where it stands.
  readonly label: string
  readonly send: string
  /// A comment that is changed.
  readonly body?: string
  /// The keyboard goes here at once.
  readonly takesFocus?: boolean
  /// A button stands for it until somebody wants to write: where writing brings up a keyboard.
  readonly isFolded?: boolean
  /// Says whether it was done; then the text goes.
  readonly onSend: (body: string) => Promise<boolean>
  readonly onCancel?: (() => void) | undefined
}

/// Where a comment is written. `@` offers names; Ctrl-Enter (on a Mac Cmd) sends.
export function Composer(props: ComposerProps) {
  const { talk, label, send, body, takesFocus, onSend, onCancel } = props
  const words = useWords()
  const list = useId()
  const people = useStore(talk.data)?.people ?? []
  const me = useStore(talk.data)?.me
  const control = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState(() => (body === undefined ? '' : toText(body, people)))
  const [chosen, setChosen] = useState<readonly Namable[]>([])
  const [asked, setAsked] = useState<Asked>()
  const [at, setAt] = useState(0)
  const [isSending, setSending] = useState(false)
  const [isFolded, setFolded] = useState(props.isFolded === true)
  const others = people.filter(({ id }) => id !== me)
  const found = asked ? candidates(others, asked.query) : []
  const isOffering = found.length > 0
  const isEmpty = text.trim() === ''

  const look = () => {
    const { value, selectionStart, selectionEnd } = control.current ?? { value: '' }
    const next = selectionStart === selectionEnd ? askedAt(value, selectionStart ?? 0) : undefined
    if (next?.query !== asked?.query || next?.from !== asked?.from) setAt(0)
    setAsked(next)
  }
  const choose = (person: Namable) => {
    const element = control.current
    if (!element || !asked) return
    element.focus()
    element.setRangeText(`@${person.name} `, asked.from, element.selectionStart, 'end')
    setText(element.value)
    setChosen((before) => [person, ...before])
    setAsked(undefined)
  }
  const submit = async () => {
    const next = toBody(text.trim(), people, chosen)
    if (isEmpty || isSending || next.length > longestComment) return
    setSending(true)
    const done = await onSend(next)
    setSending(false)
    if (!done) return
    setText('')
    setChosen([])
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const mod = isMac ? event.metaKey : event.ctrlKey
    if (event.key === 'Enter' && mod) void submit()
    else if (isOffering && pressInList(event.key)) {
      // The list has taken it.
    } else if (event.key === 'Escape' && onCancel) onCancel()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const pressInList = (key: string): boolean => {
    const person = found[at]
    if (key === 'ArrowDown') setAt((at + 1) % found.length)
    else if (key === 'ArrowUp') setAt((at + found.length - 1) % found.length)
    else if (key === 'Escape') setAsked(undefined)
    else if ((key === 'Enter' || key === 'Tab') && person) choose(person)
    else return false
    return true
  }

  if (isFolded) {
    return (
      <button type="button" className={styles.folded} onClick={() => setFolded(false)}>
        {label}
      </button>
    )
  }
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <textarea
        ref={control}
        className={styles.text}
        value={text}
        rows={1}
        maxLength={longestComment}
        // biome-ignore lint/a11y/noAutofocus: somebody has just asked to write here.
        autoFocus={takesFocus === true || props.isFolded === true}
        aria-label={label}
        placeholder={label}
        aria-haspopup="listbox"
        aria-controls={isOffering ? list : undefined}
        aria-activedescendant={isOffering ? `${list}-${at}` : undefined}
        onChange={({ target }) => {
          setText(target.value)
          look()
        }}
        onSelect={look}
        onBlur={() => setAsked(undefined)}
        onKeyDown={press}
      />
      {isOffering && (
        <div id={list} role="listbox" aria-label={words('threads.mention')} className={styles.list}>
          {found.map((person, i) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the keyboard stays in the text.
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text's.
            <div
              key={person.id}
              id={`${list}-${i}`}
              role="option"
              aria-selected={i === at}
              className={styles.person}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(person)}
            >
              {person.name}
              {!person.isMember && <span>{words('threads.mention.guest')}</span>}
            </div>
          ))}
        </div>
      )}
      {(!isEmpty || onCancel) && (
        <div className={styles.actions}>
          {onCancel && (
            <Button kind="quiet" onClick={onCancel}>
              {words('action.cancel')}
            </Button>
          )}
          <Button kind="primary" type="submit" disabled={isEmpty || isSending}>
            {send}
          </Button>
        </div>
      )}
    </form>
  )
}
