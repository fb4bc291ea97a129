import { useEffect, useId, useRef, useState } from 'react'
import { setTranslations } from '../../shared/document/translations.ts'
import { otherLanguage } from '../../shared/domain/language.ts'
import type { TranslatedFile, TranslationProposal } from '../../shared/format/translated.ts'
import { compareTranslation } from '../export/backapi.ts'
import { sayWhy } from '../export/saywhy.ts'
import { Button } from '../parts/button.tsx'
import field from '../parts/field.module.css'
import { FilePicker } from '../parts/filepicker.tsx'
import { offerUndo } from '../parts/offerundo.ts'
import { lasting } from '../parts/toasts.ts'
import { useWords } from '../parts/words.ts'
import { useSession, useShownSeries } from '../series/opened.ts'
import styles from './fileview.module.css'

type Going =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'shown'; readonly file: TranslatedFile }
  | { readonly kind: 'failed'; readonly why: string }

/// A script that somebody has translated elsewhere: every line is seen before it is taken.
export function FileView() {
  const words = useWords()
  const session = useSession()
  const language = useShownSeries((series) => series.language)
  const [going, setGoing] = useState<Going>({ kind: 'choosing' })
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set())
  const work = useRef<AbortController>(undefined)
  useEffect(() => () => work.current?.abort(), [])
  const { proposals, unplaced } = going.kind === 'shown' ? going.file : nothing

  async function read(file: File) {
    work.current?.abort()
    const own = new AbortController()
    work.current = own
    setGoing({ kind: 'reading' })
    try {
      const found = await compareTranslation(session.id, file, own.signal)
      if (own.signal.aborted) return
      const sure = found.proposals.filter(({ isSure, was }) => isSure && was === '')
      setTaken(new Set(sure.map(({ line }) => line)))
      setGoing({ kind: 'shown', file: found })
    } catch (fault) {
      if (!own.signal.aborted) setGoing({ kind: 'failed', why: sayWhy(words, fault) })
    }
  }

  function take() {
    const changes = proposals
      .filter(({ line }) => taken.has(line))
      .map(({ line, next, source, was }) => ({ line, translation: next, of: source, was }))
    session.history.pause()
    const count = setTranslations(session.document, changes)
    offerUndo(
      { session, words },
      {
        title: words('translation.file.taken', { count }),
        description:
          count < changes.length && words('back.stale', { count: changes.length - count }),
        timeout: lasting,
      },
    )
    setGoing({ kind: 'choosing' })
  }

  const onTake = (line: string, takes: boolean) => {
    const next = new Set(taken)
    if (takes) next.add(line)
    else next.delete(line)
    setTaken(next)
  }

  return (
    <div className={styles.view}>
      <p className={styles.about}>{words('translation.file.about')}</p>
      {going.kind === 'failed' && (
        <p role="alert" className={styles.failed}>
          {going.why}
        </p>
      )}
      {going.kind === 'reading' && <p role="status">{words('import.reading')}</p>}
      {going.kind === 'shown' && proposals.length === 0 && (
        <p role="status">{words('translation.file.nothing')}</p>
      )}
      <div className={styles.body}>
        {proposals.length > 0 && (
          <ul aria-label={words('translation.file.found')}>
            {proposals.map((proposal) => (
              <Proposal
                key={proposal.line}
                proposal={proposal}
                lang={otherLanguage(language)}
                isTaken={taken.has(proposal.line)}
                onTake={onTake}
              />
            ))}
          </ul>
        )}
        {unplaced.length > 0 && (
          <>
            <h3 className={styles.title}>{words('translation.file.unplaced')}</h3>
            <ul className={styles.unplaced}>
              {unplaced.map(({ number, text }, i) => (
                // The lines of a file are in its order: there is nothing else to tell them by.
                <li key={`${i} ${text}`}>
                  {words('translation.file.unplaced.line', { number, text })}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <div className={field.actions}>
        {proposals.length > 0 && (
          <>
            <Button
              aria-pressed={taken.size === proposals.length}
              onClick={() => {
                const all = taken.size === proposals.length ? [] : proposals
                setTaken(new Set(all.map(({ line }) => line)))
              }}
            >
              {words('translation.file.all')}
            </Button>
            <Button kind="primary" disabled={taken.size === 0} onClick={take}>
              {words('translation.file.take', { count: taken.size })}
            </Button>
          </>
        )}
        <FilePicker
          label={words('translation.file.choose')}
          disabled={going.kind === 'reading'}
          onFiles={([file]) => file && void read(file)}
        >
          {words('translation.file.choose')}
        </FilePicker>
      </div>
    </div>
  )
}

const nothing: TranslatedFile = { proposals: [], unplaced: [] }

interface ProposalProps {
  readonly proposal: TranslationProposal
  readonly lang: string
  readonly isTaken: boolean
  readonly onTake: (line: string, takes: boolean) => void
}

function Proposal({ proposal, lang, isTaken, onTake }: ProposalProps) {
  const words = useWords()
  const id = useId()
  const { line, number, source, was, next, isSure } = proposal
  return (
    <li className={styles.row}>
      <input
        id={id}
        type="checkbox"
        checked={isTaken}
        aria-describedby={`${id}next`}
        onChange={({ target }) => onTake(line, target.checked)}
      />
      <label htmlFor={id}>{words('translation.file.where', { number, text: source })}</label>
      <div id={`${id}next`} className={styles.next}>
        <p lang={lang}>{next}</p>
        {was !== '' && <p className={styles.was}>{words('translation.file.was', { text: was })}</p>}
        {!isSure && <p className={styles.unsure}>{words('translation.file.unsure')}</p>}
      </div>
    </li>
  )
}
