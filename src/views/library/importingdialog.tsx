import { useCallback, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { defaultTargetSeconds } from '../../shared/domain/series.ts'
import type { Cut } from '../../shared/format/cuts.ts'
import { episodesCut } from '../../shared/format/cutting.ts'
import { Losses } from '../export/losses.tsx'
import { sayWhy } from '../export/saywhy.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import field from '../parts/field.module.css'
import { lasting, toasts } from '../parts/toasts.ts'
import { useWords } from '../parts/words.ts'
import {
  type Cutting,
  type Far,
  importFile,
  type Previewed,
  previewFile,
  type Reading,
} from './importingapi.ts'
import styles from './importingdialog.module.css'
import { Episodes } from './importingepisodes.tsx'
import { Fields } from './importingfields.tsx'
import { useRefreshShelf } from './useseries.ts'

interface ImportDialogProps {
  readonly file: File
  /// Those behind it.
  readonly others: readonly File[]
  readonly number: number
  readonly count: number
  readonly onNext: () => void
  readonly onStop: () => void
}

type Going =
  | { readonly kind: 'reading' | 'making'; readonly name: string; readonly far: Far | undefined }
  | { readonly kind: 'shown' }
  | { readonly kind: 'failed'; readonly why: string }

/// What somebody has chosen, over what was recognised.
export interface Chosen {
  readonly title: string
  readonly target: number
  readonly cuts: readonly Cut[]
}

/// What is in a file and how it would be cut, each guess to be changed, before anything is made of
/// it.
export default function ImportDialog(props: ImportDialogProps) {
  const { file, others, number, count, onNext, onStop } = props
  const words = useWords()
  const [, go] = useLocation()
  const refresh = useRefreshShelf()
  const [going, setGoing] = useState<Going>({ kind: 'reading', name: file.name, far: undefined })
  const [reading, setReading] = useState<Reading>({})
  const [cutting, setCutting] = useState<Cutting>({})
  const [found, setFound] = useState<Previewed>()
  const [chosen, setChosen] = useState<Chosen>()
  const work = useRef<AbortController>(undefined)

  const watch = useCallback((kind: 'reading' | 'making', name: string) => {
    work.current?.abort()
    const own = new AbortController()
    work.current = own
    setGoing({ kind, name, far: undefined })
    return { signal: own.signal, onFar: (far: Far) => setGoing({ kind, name, far }) }
  }, [])
  useEffect(() => () => work.current?.abort(), [])

  useEffect(() => {
    const watched = watch('reading', file.name)
    previewFile(file, { ...reading, ...cutting }, watched)
      .then((next) => {
        if (watched.signal.aborted) return
        setFound(next)
        const { title, targetSeconds, proposal } = next.preview
        setChosen((before) => ({
          title: before?.title ?? title,
          target: cutting.target ?? before?.target ?? targetSeconds ?? defaultTargetSeconds,
          cuts: proposal.cuts,
        }))
        setGoing({ kind: 'shown' })
      })
      .catch((fault: unknown) => {
        if (!watched.signal.aborted) setGoing({ kind: 'failed', why: sayWhy(words, fault) })
      })
  }, [file, reading, cutting, watch, words])

  function tell(title: string, id: string, losses: Previewed['losses']): void {
    toasts.add({
      title: words('library.imported', { title }),
      description: losses.length > 0 && <Losses losses={losses} />,
      timeout: losses.length > 0 ? 0 : lasting,
      actionProps: { children: words('action.open'), onClick: () => go(`/series/${id}`) },
    })
  }

  async function make(): Promise<boolean> {
    if (!chosen) return false
    const watched = watch('making', file.name)
    const { title, target: targetSeconds, cuts } = chosen
    try {
      const { series } = await importFile(file, reading, { title, targetSeconds, cuts }, watched)
      // What does not come along stood in the dialog.
      tell(series.title, series.id, [])
      refresh()
      return true
    } catch (fault) {
      if (!watched.signal.aborted) setGoing({ kind: 'failed', why: sayWhy(words, fault) })
      return false
    }
  }

  /// Those behind it come in as they are recognised. One that fails does not stop the next.
  async function makeAll(): Promise<void> {
    if (!(await make())) return
    for (const other of others) {
      const watched = watch('making', other.name)
      try {
        const { series, losses } = await importFile(other, {}, undefined, watched)
        tell(series.title, series.id, losses)
      } catch (fault) {
        if (watched.signal.aborted) return
        const title = words('library.bring.failed', { name: other.name })
        const description = sayWhy(words, fault)
        toasts.add({ title, description, priority: 'high', timeout: 0 })
      }
      refresh()
    }
    onStop()
  }

  const isBusy = going.kind === 'reading' || going.kind === 'making'
  return (
    <Dialog
      title={words('import.title', { name: file.name })}
      className={styles.dialog}
      onClose={onStop}
    >
      {count > 1 && <p className={styles.nth}>{words('import.nth', { number, count })}</p>}
      {going.kind === 'failed' && (
        <div role="alert" className={styles.failed}>
          <strong>{words('import.failed', { name: file.name })}</strong> {going.why}
        </div>
      )}
      {found && chosen && (
        <div className={styles.body} inert={isBusy}>
          <Facts found={found} cuts={chosen.cuts} />
          <Fields
            preview={found.preview}
            chosen={chosen}
            onChoose={setChosen}
            onRead={(next) => setReading({ ...reading, ...next })}
            onCut={(next) => setCutting({ ...cutting, ...next })}
          />
          {found.preview.format === 'archive' ? (
            <p>{words('import.archive')}</p>
          ) : (
            <Episodes
              preview={found.preview}
              cuts={chosen.cuts}
              target={chosen.target}
              onChange={(cuts) => setChosen({ ...chosen, cuts })}
            />
          )}
          {found.losses.length > 0 && (
            <section className={styles.losses}>
              <h3>{words('import.losses', { count: found.losses.length })}</h3>
              <Losses losses={found.losses} />
            </section>
          )}
        </div>
      )}
      {isBusy && <Progress {...going} />}
      <div className={field.actions}>
        <Button onClick={onStop}>{words('action.cancel')}</Button>
        {count > 1 && <Button onClick={onNext}>{words('import.skip')}</Button>}
        {others.length > 0 && (
          <Button disabled={isBusy || !chosen} onClick={() => void makeAll()}>
            {words('import.run.all', { count: others.length + 1 })}
          </Button>
        )}
        <Button
          kind="primary"
          disabled={isBusy || !chosen}
          onClick={() => void make().then((made) => made && onNext())}
        >
          {words('import.run')}
        </Button>
      </div>
    </Dialog>
  )
}

/// Names of those who speak; more are only counted.
const mostNames = 8

function Facts({ found, cuts }: { readonly found: Previewed; readonly cuts: readonly Cut[] }) {
  const words = useWords()
  const { cast, seconds, language } = found.preview
  const episodes = episodesCut(seconds.length, cuts).length
  const shown = cast.slice(0, mostNames).join(language === 'zh-Hans' ? '、' : ', ')
  const names = `${shown}${cast.length > mostNames ? ' …' : ''}`
  return (
    <ul className={styles.facts} aria-label={words('import.found')}>
      <li>{words('import.found.episodes', { count: episodes })}</li>
      <li>{words('import.found.lines', { count: seconds.length })}</li>
      {cast.length > 0 && <li>{words('import.found.cast', { count: cast.length, names })}</li>}
    </ul>
  )
}

interface ProgressProps {
  readonly kind: 'reading' | 'making'
  readonly name: string
  readonly far: Far | undefined
}

function Progress({ kind, name, far }: ProgressProps) {
  const words = useWords()
  const kB = (bytes: number) => Math.ceil(bytes / 1024)
  const sending = far?.kind === 'sending' && far.done < far.of ? far : undefined
  const said = sending
    ? words('import.sending', { done: kB(sending.done), of: kB(sending.of) })
    : words(`import.${kind}`)
  const done = sending ? sending.done / sending.of : undefined
  const part = far?.kind === 'reading' && far.of ? (far.done ?? 0) / far.of : undefined
  const value = done ?? part
  return (
    <div className={styles.progress} role="status">
      <span>{words('library.importing', { name })}</span>
      <span className={styles.far}>
        {said}
        {part !== undefined && ` ${Math.round(part * 100)} %`}
      </span>
      <progress max={1} {...(value !== undefined && { value })} aria-label={said} />
    </div>
  )
}
