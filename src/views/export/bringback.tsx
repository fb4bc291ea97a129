import { useEffect, useMemo, useRef, useState } from 'react'
import type { Session } from '../../session/session.ts'
import type { Remark } from '../../shared/domain/comparison.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import field from '../parts/field.module.css'
import { FilePicker } from '../parts/filepicker.tsx'
import { offerUndo } from '../parts/offerundo.ts'
import { lasting } from '../parts/toasts.ts'
import { useWords } from '../parts/words.ts'
import { useSession, useShownSeries } from '../series/opened.ts'
import { readThreads } from '../threads/api.ts'
import { type Compared, compareFile } from './backapi.ts'
import styles from './bringback.module.css'
import { ChangeRow, Part, type ShownChange } from './changerow.tsx'
import { Losses } from './losses.tsx'
import { sayingsOf } from './sayings.ts'
import { sayWhy } from './saywhy.ts'
import { sayRemark, shownOutline, shownScript } from './shownchanges.ts'
import { takeOver } from './takeover.ts'

export interface BringBackProps {
  readonly onClose: () => void
}

type Going =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'reading'; readonly name: string }
  | { readonly kind: 'shown'; readonly compared: Compared }
  | { readonly kind: 'taking'; readonly compared: Compared; readonly part: number }
  /// What was found is still shown where only some of it could be taken over.
  | { readonly kind: 'failed'; readonly why: string; readonly compared?: Compared }

/// A file that was made from the series and changed elsewhere: every change is seen before it is
/// taken. What somebody here has changed meanwhile is not taken unless it is said so.
export default function BringBack({ onClose }: BringBackProps) {
  const words = useWords()
  const session = useSession()
  const language = useShownSeries((series) => series.language)
  const [going, setGoing] = useState<Going>({ kind: 'choosing' })
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set())
  /// All comments of the file, also those that are in the series already.
  const [heard, setHeard] = useState<readonly Remark[]>([])
  const work = useRef<AbortController>(undefined)
  useEffect(() => () => work.current?.abort(), [])
  const compared = 'compared' in going ? going.compared : undefined
  const shown = useMemo(() => (compared ? changesIn(words, compared) : []), [words, compared])
  const remarks = compared?.kind === 'script' ? compared.comparison.remarks : []
  const known = heard.length - remarks.length
  const count = taken.size

  async function read(file: File) {
    work.current?.abort()
    const own = new AbortController()
    work.current = own
    setGoing({ kind: 'reading', name: file.name })
    try {
      const compared = await compareFile(session.id, file, own.signal)
      const found = await unsaidIn(session, compared)
      if (own.signal.aborted) return
      const sure = changesIn(words, found).filter(({ contested }) => !contested)
      const comments = found.kind === 'script' ? found.comparison.remarks : []
      setTaken(new Set([...sure, ...comments].map(({ id }) => id)))
      setHeard(compared.kind === 'script' ? compared.comparison.remarks : [])
      setGoing({ kind: 'shown', compared: found })
    } catch (fault) {
      if (!own.signal.aborted) setGoing({ kind: 'failed', why: sayWhy(words, fault) })
    }
  }

  async function take(found: Compared) {
    const onProgress = (part: number) => setGoing({ kind: 'taking', compared: found, part })
    const rest = new Set(taken)
    const onTaken = (ids: readonly string[]) => {
      for (const id of ids) rest.delete(id)
    }
    const following = { onProgress, onTaken }
    onProgress(0)
    try {
      const { done, stale } = await takeOver(session, found, taken, heard, following)
      offerUndo(
        { session, words },
        {
          title: words('back.taken', { count: done }),
          description: stale > 0 && words('back.stale', { count: stale }),
          timeout: stale > 0 ? 0 : lasting,
        },
      )
      onClose()
    } catch (fault) {
      setTaken(rest)
      setGoing({ kind: 'failed', why: sayWhy(words, fault), compared: found })
    }
  }

  const onTake = (id: string, takes: boolean) => {
    const next = new Set(taken)
    if (takes) next.add(id)
    else next.delete(id)
    setTaken(next)
  }
  const isBusy = going.kind === 'reading' || going.kind === 'taking'
  const everything = [...shown, ...remarks].map(({ id }) => id)

  return (
    <Dialog title={words('back.title')} className={styles.dialog} onClose={onClose}>
      {!compared && <p className={styles.about}>{words('back.about')}</p>}
      {going.kind === 'failed' && (
        <p role="alert" className={styles.failed}>
          {going.why}
        </p>
      )}
      {compared && (
        <div className={styles.body} inert={isBusy}>
          {everything.length === 0 && <p>{words('back.nothing')}</p>}
          {shown.length > 0 && (
            <Part title={words('back.changes')}>
              <ul className={styles.changes}>
                {shown.map((change) => (
                  <ChangeRow
                    key={change.id}
                    change={change}
                    lang={language}
                    isTaken={taken.has(change.id)}
                    onTake={onTake}
                  />
                ))}
              </ul>
            </Part>
          )}
          {remarks.length > 0 && (
            <Part title={words('back.comments')}>
              <p className={styles.by}>{words('back.comments.about')}</p>
              <ul className={styles.changes}>
                {remarks.map((remark) => (
                  <Comment
                    key={remark.id}
                    remark={remark}
                    isTaken={taken.has(remark.id)}
                    onTake={onTake}
                  />
                ))}
              </ul>
            </Part>
          )}
          {known > 0 && (
            <p className={styles.by}>{words('back.comments.known', { count: known })}</p>
          )}
          <Rest compared={compared} />
        </div>
      )}
      {isBusy && (
        <div className={styles.progress} role="status">
          <span>
            {going.kind === 'reading'
              ? words('import.reading')
              : `${Math.round(going.part * 100)} %`}
          </span>
          <progress
            max={1}
            {...(going.kind === 'taking' && { value: going.part })}
            aria-label={words('back.title')}
          />
        </div>
      )}
      <div className={field.actions}>
        <Button onClick={onClose}>{words('action.cancel')}</Button>
        {compared && everything.length > 0 && (
          <Button
            disabled={isBusy}
            aria-pressed={count === everything.length}
            onClick={() => setTaken(new Set(count === everything.length ? [] : everything))}
          >
            {words('back.all')}
          </Button>
        )}
        {compared ? (
          <Button
            kind="primary"
            disabled={isBusy || count === 0}
            onClick={() => void take(compared)}
          >
            {words('back.take', { count })}
          </Button>
        ) : (
          <FilePicker
            kind="primary"
            accept=".docx,.xlsx,.csv"
            label={words('back.choose')}
            disabled={isBusy}
            onFiles={([file]) => file && void read(file)}
          >
            {words('back.choose')}
          </FilePicker>
        )}
      </div>
    </Dialog>
  )
}

interface CommentProps {
  readonly remark: Remark
  readonly isTaken: boolean
  readonly onTake: (id: string, takes: boolean) => void
}

function Comment({ remark, isTaken, onTake }: CommentProps) {
  const words = useWords()
  return (
    <li className={styles.change}>
      <label className={styles.comment}>
        <input
          type="checkbox"
          checked={isTaken}
          onChange={({ target }) => onTake(remark.id, target.checked)}
        />
        <span>{remark.quote}</span>
      </label>
      {remark.said.map(({ by, text }, i) => (
        <p key={`${i} ${by.name}`} className={styles.text}>
          {words('back.said', { name: by.name, text })}
        </p>
      ))}
    </li>
  )
}

/// What cannot be taken over, and what was guessed.
function Rest({ compared }: { readonly compared: Compared }) {
  const words = useWords()
  const isScript = compared.kind === 'script'
  const losses = isScript ? compared.comparison.losses : compared.losses
  const said = isScript ? [] : compared.changes.remarks.map((remark) => sayRemark(words, remark))
  if (losses.length === 0 && said.length === 0) return null
  return (
    <Part title={words('back.remarks')}>
      {losses.length > 0 && <Losses losses={losses} />}
      {said.length > 0 && (
        <ul className={styles.remarks}>
          {[...new Set(said)].map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
    </Part>
  )
}

/// What a file brings without the comments that it has brought before.
async function unsaidIn({ id, document }: Session, compared: Compared): Promise<Compared> {
  if (compared.kind === 'outline') return compared
  const { comparison } = compared
  const { threads } = comparison.remarks.length > 0 ? await readThreads(id) : { threads: [] }
  const sayings = sayingsOf(document, comparison.remarks, threads)
  const remarks = sayings.filter(({ rest }) => rest.length > 0).map(({ remark }) => remark)
  return { ...compared, comparison: { ...comparison, remarks } }
}

function changesIn(words: Words, compared: Compared): readonly ShownChange[] {
  return compared.kind === 'script'
    ? compared.comparison.changes.map((change) => shownScript(words, change))
    : compared.changes.edits.map((edit) => shownOutline(words, edit))
}
