import { memo, useId, useState } from 'react'
import { termsIn, translationState } from '../../shared/derive/translations.ts'
import { changedWords } from '../../shared/derive/wordchange.ts'
import type { GlossaryEntry } from '../../shared/document/glossary.ts'
import { confirmTranslation, setTranslation } from '../../shared/document/translations.ts'
import type { Language } from '../../shared/domain/language.ts'
import type { Line } from '../../shared/domain/line.ts'
import { Button, classes } from '../parts/button.tsx'
import { keyOf } from '../parts/commands.ts'
import field from '../parts/field.module.css'
import { sayKey } from '../parts/keys.ts'
import { toasts } from '../parts/toasts.ts'
import { useWords } from '../parts/words.ts'
import { Stretches } from '../review/stretches.tsx'
import { useSession } from '../series/opened.ts'
import styles from './linerow.module.css'
import { useDraft } from './usedraft.ts'

interface LineRowProps {
  readonly line: Line
  /// Of the script, and of the translation.
  readonly languages: readonly [Language, Language]
  /// How the same words are translated elsewhere.
  readonly known: string | undefined
  readonly glossary: readonly GlossaryEntry[]
  readonly mayEdit: boolean
}

/// Takes over what is offered for a line: the translation as it is, or that of the same words.
const takeKey = 'Alt-Enter'

/// A line and its translation; where the line has changed since, what has changed.
export const LineRow = memo(function LineRow(props: LineRowProps) {
  const { line, languages, known, glossary, mayEdit } = props
  const words = useWords()
  const { document, history } = useSession()
  const id = useId()
  const state = translationState(line)
  // What the line said stays in sight while somebody translates it anew.
  const [said, setSaid] = useState<string>()
  const before = said ?? (state === 'stale' ? line.translated : undefined)
  const { ref, theirs, write, settle, ...draft } = useDraft<HTMLTextAreaElement>(
    line.translation ?? '',
    (next) => {
      if (setTranslation(document, line.id, next, line.text) || next.trim() === '') return
      // Somebody has deleted or joined the line while its translation was typed.
      toasts.add({ title: words('translation.gone'), description: next, timeout: 0 })
    },
  )
  const terms = termsIn(line, glossary)
  const offered = state === 'missing' ? known : undefined

  function asOneStep(change: () => void) {
    history.pause()
    change()
    history.pause()
  }

  function take() {
    if (!mayEdit) return
    setSaid(undefined)
    if (state === 'stale') asOneStep(() => confirmTranslation(document, line.id))
    else if (offered !== undefined && ref.current?.value === '') {
      asOneStep(() => setTranslation(document, line.id, offered, line.text))
    }
  }

  return (
    <li className={styles.row} data-state={state}>
      <div className={styles.source}>
        <span className={styles.element}>{words(`element.${line.element}`)}</span>
        <p id={`${id}said`} className={styles.text} lang={languages[0]}>
          {before !== undefined && before !== line.text ? (
            <Stretches of={changedWords(before, line.text)} />
          ) : (
            line.text
          )}
        </p>
        {terms.length > 0 && (
          <ul className={styles.terms} aria-label={words('translation.glossary')}>
            {terms.map(({ term, translation, isKept }) => {
              const isBroken = state !== 'missing' && !isKept
              return (
                <li key={term} className={classes(styles.term, isBroken && styles.broken)}>
                  {isBroken
                    ? words('translation.term.broken', { term, translation })
                    : words('translation.term', { term, translation })}
                </li>
              )
            })}
          </ul>
        )}
      </div>
      <div className={styles.target}>
        <textarea
          ref={ref}
          className={classes(field.input, styles.input)}
          lang={languages[1]}
          rows={1}
          readOnly={!mayEdit}
          aria-label={words('translation.of', { text: line.text })}
          aria-describedby={`${id}note`}
          defaultValue={line.translation ?? ''}
          {...draft}
          onFocus={() => {
            history.pause()
            if (state === 'stale') setSaid(line.translated)
          }}
          onBlur={() => {
            write()
            history.pause()
            setSaid(undefined)
          }}
          onKeyDown={(event) => {
            const key = keyOf(event.nativeEvent)
            if (key !== takeKey || event.nativeEvent.isComposing) {
              if (key === 'Mod-Enter' || key === 'Mod-Shift-Enter') write()
              return
            }
            event.preventDefault()
            take()
          }}
        />
        <div id={`${id}note`} className={styles.notes}>
          {state === 'stale' && (
            <span className={styles.stale}>{words('translation.changed')}</span>
          )}
          {mayEdit && state === 'stale' && (
            <Button kind="quiet" title={sayKey(words, takeKey)} onClick={take}>
              {words('translation.right')}
            </Button>
          )}
          {mayEdit && offered !== undefined && (
            <Button kind="quiet" title={sayKey(words, takeKey)} onClick={take}>
              {words('translation.use', { text: offered })}
            </Button>
          )}
          {theirs !== undefined && (
            <>
              <span className={styles.stale} role="alert">
                {words('translation.theirs', { text: theirs })}
              </span>
              <Button onClick={() => settle('theirs')}>{words('translation.keep.theirs')}</Button>
              <Button onClick={() => settle('mine')}>{words('translation.keep.mine')}</Button>
            </>
          )}
        </div>
      </div>
    </li>
  )
})
