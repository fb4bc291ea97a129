import { Download } from 'lucide-react'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { type Language, languages } from '../../shared/domain/language.ts'
import type { Loss } from '../../shared/format/screenplay.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { sayFault } from '../parts/ask.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { download } from '../parts/download.ts'
import field from '../parts/field.module.css'
import { language as interfaceLanguage } from '../parts/settings.ts'
import { useWords } from '../parts/words.ts'
import { useShownSeries } from '../series/opened.ts'
import { type Far, makeFile } from './api.ts'
import styles from './exportdialog.module.css'
import { chosenFor, groups, type Kind, kinds, wantedOf } from './kinds.ts'
import { Losses } from './losses.tsx'

export interface ExportDialogProps {
  /// Its id.
  readonly series: string
  readonly onClose: () => void
}

type Going =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'going'; readonly far: Far | undefined }
  | {
      readonly kind: 'done'
      readonly name: string
      readonly size: number
      readonly losses: readonly Loss[]
    }
  | { readonly kind: 'failed'; readonly why: string }

/// What was chosen last, for as long as the page is open.
let last = { as: 'pdf', chosen: {} as Readonly<Record<string, string>> }

/// Makes a file of a series: which, how, how far it has got, and what it does not carry.
export default function ExportDialog({ series, onClose }: ExportDialogProps) {
  const words = useWords()
  const [as, setAs] = useState(last.as)
  const [given, setChosen] = useState(last.chosen)
  const [language, setLanguage] = useState<Language>(interfaceLanguage.get())
  const [going, setGoing] = useState<Going>({ kind: 'choosing' })
  const spoken = useShownSeries((shown) => shown.language)
  const episodes = useShownSeries((shown) => shown.episodes.length)
  // Another series may not have the episode that was chosen last.
  const isThere = Number(given.episode ?? 0) <= episodes
  const chosen = isThere ? given : { ...given, episode: '' }
  const work = useRef<AbortController>(undefined)
  useEffect(() => () => work.current?.abort(), [])
  const kind = kinds.find(({ id }) => id === as) ?? (kinds[0] as Kind)

  async function run() {
    last = { as: kind.id, chosen }
    const own = new AbortController()
    work.current = own
    setGoing({ kind: 'going', far: undefined })
    const wanted = { ...wantedOf(kind, chosen, spoken), language }
    try {
      const made = await makeFile(
        series,
        wanted,
        (far) => setGoing({ kind: 'going', far }),
        own.signal,
      )
      download(made)
      const { name, losses, bytes } = made
      setGoing({ kind: 'done', name, losses, size: bytes.length })
    } catch (fault) {
      if (own.signal.aborted) return
      setGoing({ kind: 'failed', why: sayFault(words, fault) })
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    if (going.kind !== 'going') void run()
  }

  function stop() {
    work.current?.abort()
    setGoing({ kind: 'choosing' })
  }

  return (
    <Dialog title={words('export.title')} className={styles.dialog} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        <div className={styles.choices} inert={going.kind === 'going'}>
          <Kinds
            value={kind.id}
            onChange={(next) => {
              setAs(next.id)
              setChosen(chosenFor(next, chosen))
              setGoing({ kind: 'choosing' })
            }}
          />
        </div>
        <div className={styles.foot}>
          <div inert={going.kind === 'going'}>
            <Options
              kind={kind}
              chosen={chosen}
              onChange={(name, value) => setChosen({ ...chosen, [name]: value })}
              language={language}
              onLanguage={setLanguage}
            />
          </div>
          <Progress going={going} />
          <div className={field.actions}>
            {going.kind === 'going' ? (
              <Button onClick={stop}>{words('action.cancel')}</Button>
            ) : (
              <>
                <Button onClick={onClose}>{words('action.close')}</Button>
                <Button kind="primary" type="submit">
                  <Download size={15} aria-hidden />
                  {words('export.run')}
                </Button>
              </>
            )}
          </div>
        </div>
      </form>
    </Dialog>
  )
}

interface KindsProps {
  readonly value: string
  readonly onChange: (kind: Kind) => void
}

function Kinds({ value, onChange }: KindsProps) {
  const words = useWords()
  const id = useId()
  return (
    <div className={styles.kinds} role="radiogroup" aria-label={words('export.what')}>
      {groups.map((group) => {
        const own = kinds.filter((kind) => kind.group === group)
        if (own.length === 0) return null
        return (
          <fieldset key={group} className={styles.group}>
            <legend>{words(`export.group.${group}`)}</legend>
            {own.map((kind) => (
              <label key={kind.id} className={styles.kind}>
                <input
                  type="radio"
                  name={id}
                  checked={kind.id === value}
                  onChange={() => onChange(kind)}
                />
                <span>
                  <strong>{words(kind.name)}</strong>
                  <small>{words(kind.about)}</small>
                </span>
              </label>
            ))}
          </fieldset>
        )
      })}
    </div>
  )
}

interface OptionsProps {
  readonly kind: Kind
  readonly chosen: Readonly<Record<string, string>>
  readonly onChange: (name: string, value: string) => void
  readonly language: Language
  readonly onLanguage: (language: Language) => void
}

function Options({ kind, chosen, onChange, language, onLanguage }: OptionsProps) {
  const words = useWords()
  const id = useId()
  const spoken = useShownSeries((series) => series.language)
  const episodes = useShownSeries((series) => series.episodes.length)
  const hasLabels = kind.group !== 'script'
  const options = kind.options.filter((each) => (each.language ?? spoken) === spoken)
  if (options.length === 0 && !hasLabels) return null
  return (
    <div className={styles.options}>
      {kind.instead?.name === 'episode' && (
        <label htmlFor={`${id}episode`}>
          {words('export.option.episode')}
          <select
            id={`${id}episode`}
            className={field.input}
            value={chosen.episode ?? ''}
            onChange={({ target }) => onChange('episode', target.value)}
          >
            <option value="">{words('export.option.episode.all')}</option>
            {Array.from({ length: episodes }, (_, i) => (
              <option key={`${i + 1}`} value={i + 1}>
                {words('export.option.episode.one', { number: i + 1 })}
              </option>
            ))}
          </select>
        </label>
      )}
      {options.map(({ name, label, values }) => (
        <label key={name} htmlFor={`${id}${name}`}>
          {words(label)}
          <select
            id={`${id}${name}`}
            className={field.input}
            value={chosen[name] ?? values[0]?.value}
            onChange={({ target }) => onChange(name, target.value)}
          >
            {values.map((each) => (
              <option key={each.value} value={each.value}>
                {words(each.label)}
              </option>
            ))}
          </select>
        </label>
      ))}
      {hasLabels && (
        <label htmlFor={`${id}language`}>
          {words('export.option.language')}
          <select
            id={`${id}language`}
            className={field.input}
            value={language}
            onChange={({ target }) => onLanguage(target.value as Language)}
          >
            {languages.map((each) => (
              <option key={each} value={each}>
                {words(`language.${each}`)}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  )
}

function Progress({ going }: { readonly going: Going }) {
  const words = useWords()
  const seconds = useSeconds(going.kind === 'going')
  const far = going.kind === 'going' ? going.far : undefined
  const fetching = far?.kind === 'working' ? far.fetching : undefined
  // Until there is something to count, the time it has taken.
  const counted = far && far.done > 0 ? far : undefined
  return (
    <div className={styles.state}>
      {going.kind === 'going' && (
        <>
          <progress
            className={styles.bar}
            max={counted?.of ?? 1}
            {...(counted && { value: counted.done })}
            aria-label={words('export.working')}
          />
          <p>
            {words('export.working')}{' '}
            <span className={styles.far}>{sayFar(words, counted, seconds)}</span>
          </p>
        </>
      )}
      <div role="status">
        {fetching !== undefined && <p>{words('export.fetching', { face: fetching })}</p>}
        {going.kind === 'done' && (
          <>
            <p className={styles.done}>
              {words('export.done', { name: going.name, size: kB(going.size) })}
            </p>
            {going.losses.length > 0 && <Losses losses={going.losses} />}
          </>
        )}
      </div>
      {going.kind === 'failed' && (
        <p role="alert" className={styles.failed}>
          {words('export.failed')} {going.why}
        </p>
      )}
    </div>
  )
}

function sayFar(words: Words, far: Far | undefined, seconds: number): string {
  if (!far) return words('export.working.seconds', { seconds })
  if (far.kind === 'working') return words('export.working.far', { done: far.done, of: far.of })
  return words('export.receiving', { done: kB(far.done), of: kB(far.of) })
}

const kB = (bytes: number) => Math.ceil(bytes / 1024)

function useSeconds(isGoing: boolean): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    setSeconds(0)
    if (!isGoing) return
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000)
    return () => clearInterval(timer)
  }, [isGoing])
  return seconds
}
