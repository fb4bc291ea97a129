import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { type GlossaryEntry, setTerm } from '../../shared/document/glossary.ts'
import { keyOfName } from '../../shared/domain/castentry.ts'
import { otherLanguage } from '../../shared/domain/language.ts'
import { Button, IconButton } from '../parts/button.tsx'
import field from '../parts/field.module.css'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession, useShownSeries } from '../series/opened.ts'
import styles from './glossaryview.module.css'
import { useDraft } from './usedraft.ts'
import { useGlossary } from './useglossary.ts'

/// The words of the series that are always translated alike.
export function GlossaryView() {
  const words = useWords()
  const session = useSession()
  const mayEdit = useStore(session.mayEdit)
  const glossary = useGlossary()
  const set = (term: string, translation: string | undefined) => {
    session.history.pause()
    setTerm(session.document, term, translation)
    session.history.pause()
  }
  return (
    <div className={styles.view}>
      <p className={styles.about}>{words('glossary.about')}</p>
      {mayEdit && <Add glossary={glossary} onAdd={(term, translation) => set(term, translation)} />}
      <ul className={styles.list} aria-label={words('translation.glossary')}>
        {glossary.map((entry) => (
          <Term
            key={keyOfName(entry.term)}
            entry={entry}
            mayEdit={mayEdit}
            onSet={(translation) => set(entry.term, translation)}
          />
        ))}
      </ul>
      {glossary.length === 0 && <p className={styles.about}>{words('glossary.empty')}</p>}
    </div>
  )
}

interface AddProps {
  readonly glossary: readonly GlossaryEntry[]
  readonly onAdd: (term: string, translation: string) => void
}

function Add({ glossary, onAdd }: AddProps) {
  const words = useWords()
  const language = useShownSeries((series) => series.language)
  const [term, setTerm] = useState('')
  const [translation, setTranslation] = useState('')
  const known = glossary.find((entry) => keyOfName(entry.term) === keyOfName(term))
  return (
    <form
      className={styles.row}
      onSubmit={(event) => {
        event.preventDefault()
        if (term.trim() === '' || translation.trim() === '' || known) return
        onAdd(term, translation.trim())
        setTerm('')
        setTranslation('')
        event.currentTarget.querySelector('input')?.focus()
      }}
    >
      <input
        className={field.input}
        aria-label={words('glossary.term')}
        placeholder={words('glossary.term')}
        lang={language}
        maxLength={80}
        value={term}
        onChange={({ target }) => setTerm(target.value)}
      />
      <input
        className={field.input}
        aria-label={words('glossary.translation')}
        placeholder={words('glossary.translation')}
        lang={otherLanguage(language)}
        maxLength={200}
        value={translation}
        onChange={({ target }) => setTranslation(target.value)}
      />
      <Button type="submit">{words('glossary.add')}</Button>
      {known && (
        <p className={styles.known} role="status">
          {words('glossary.known', { term: known.term, translation: known.translation })}
        </p>
      )}
    </form>
  )
}

interface TermProps {
  readonly entry: GlossaryEntry
  readonly mayEdit: boolean
  readonly onSet: (translation: string | undefined) => void
}

function Term({ entry: { term, translation }, mayEdit, onSet }: TermProps) {
  const words = useWords()
  const language = useShownSeries((series) => series.language)
  const { ref, theirs, write, settle, ...draft } = useDraft<HTMLInputElement>(translation, (next) =>
    onSet(next.trim()),
  )
  return (
    <li className={styles.row}>
      <span className={styles.term} lang={language}>
        {term}
      </span>
      <input
        ref={ref}
        className={field.input}
        aria-label={words('glossary.of', { term })}
        lang={otherLanguage(language)}
        maxLength={200}
        readOnly={!mayEdit}
        defaultValue={translation}
        {...draft}
        onBlur={write}
      />
      {mayEdit && (
        <IconButton label={words('glossary.remove', { term })} onClick={() => onSet(undefined)}>
          <Trash2 size={15} aria-hidden />
        </IconButton>
      )}
      {theirs !== undefined && (
        <p className={styles.known} role="alert">
          {words('translation.theirs', { text: theirs })}{' '}
          <Button onClick={() => settle('theirs')}>{words('translation.keep.theirs')}</Button>{' '}
          <Button onClick={() => settle('mine')}>{words('translation.keep.mine')}</Button>
        </p>
      )}
    </li>
  )
}
