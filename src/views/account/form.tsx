import { createContext, type FormEvent, type ReactNode, useContext, useState } from 'react'
import type { Key, Words } from '../../shared/i18n/catalogue.ts'
import { sayFault } from '../parts/ask.ts'
import { Button } from '../parts/button.tsx'
import { useWords } from '../parts/words.ts'
import styles from './form.module.css'

/// What is wrong with a form: with one of its fields, or with the whole.
export interface Wrong {
  readonly field?: string
  readonly text: string
}

const WrongContext = createContext<Wrong | undefined>(undefined)

/// What is wrong with a field of the form around.
export function useWrong(field: string): string | undefined {
  const wrong = useContext(WrongContext)
  return wrong?.field === field ? wrong.text : undefined
}

/// Reads a field by its name; empty when there is none.
export type Fields = (name: string) => string

interface FormProps {
  readonly submit: string
  /// Sends what was typed. What it throws is said.
  readonly send: (fields: Fields) => Promise<void>
  /// Which field a refusal of the server is about, by its code; without one, the whole form.
  readonly blame?: Readonly<Record<string, string>>
  /// Other words for a refusal than the usual, by its code.
  readonly say?: Readonly<Record<string, Key>>
  /// Empties the form when what was in it has been sent.
  readonly clears?: boolean
  /// The form is one of several on a page, not its only purpose.
  readonly small?: boolean
  readonly children: ReactNode
}

/// A form that says in the reader's language what is wrong, beside the field it is wrong with.
export function Form(props: FormProps) {
  const { submit, send, blame = {}, say = {}, clears = false, small = false, children } = props
  const words = useWords()
  const [wrong, setWrong] = useState<Wrong>()
  const [busy, setBusy] = useState(false)

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (busy) return
    const form = event.currentTarget
    const invalid = firstInvalid(words, form)
    setWrong(invalid)
    if (invalid) return focusOn(form, invalid.field)
    const data = new FormData(form)
    setBusy(true)
    try {
      await send((name) => String(data.get(name) ?? ''))
      if (clears) form.reset()
    } catch (fault) {
      const code = codeOf(fault)
      const field = blame[code]
      const sentence = say[code]
      const text = sentence === undefined ? sayFault(words, fault) : words(sentence)
      setWrong({ text, ...(field !== undefined && { field }) })
      focusOn(form, field)
    } finally {
      setBusy(false)
    }
  }

  return (
    <WrongContext value={wrong}>
      <form className={styles.form} noValidate onSubmit={onSubmit}>
        {children}
        <div role="alert">
          {wrong && wrong.field === undefined && <p className={styles.wrong}>{wrong.text}</p>}
        </div>
        <Button
          kind={small ? 'plain' : 'primary'}
          type="submit"
          className={small ? styles.small : styles.submit}
          aria-disabled={busy}
        >
          {submit}
        </Button>
      </form>
    </WrongContext>
  )
}

function codeOf(fault: unknown): string {
  return fault instanceof Error && 'code' in fault ? String(fault.code) : ''
}

function focusOn(form: HTMLFormElement, field: string | undefined): void {
  const found = field === undefined ? undefined : form.elements.namedItem(field)
  if (found instanceof HTMLInputElement) found.focus()
}

/// The first field that cannot be sent as it is.
function firstInvalid(words: Words, form: HTMLFormElement): Wrong | undefined {
  for (const input of form.elements) {
    if (!(input instanceof HTMLInputElement) || input.name === '') continue
    const { name: field, value, validity, minLength } = input
    if (validity.valueMissing || (input.required && value.trim() === '')) {
      return { field, text: words('form.missing') }
    }
    if (validity.typeMismatch) return { field, text: words('form.email') }
    // What nobody has typed, a password manager for one, is not too short to the browser.
    if (minLength > 0 && value.length < minLength) {
      return { field, text: words('form.short', { count: minLength }) }
    }
  }
  return undefined
}
