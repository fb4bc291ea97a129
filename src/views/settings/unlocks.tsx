import { type KeyboardEvent, useId, useState } from 'react'
import {
  reviewUnlocks,
  suggestUnlocks,
  type UnlockFinding,
  unlockRules,
} from '../../shared/derive/unlocks.ts'
import { setUnlock, setUnlocks } from '../../shared/document/episodes.ts'
import type { SeriesDocument } from '../../shared/document/seriesdocument.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { Button } from '../parts/button.tsx'
import { useWords } from '../parts/words.ts'
import { useSeries } from '../series/opened.ts'
import styles from './unlocks.module.css'

interface UnlocksProps {
  readonly change: (make: (document: SeriesDocument) => void) => void
}

/// The episodes of the season by their numbers: behind which of them viewers pay to go on, and what
/// the trade would say of that.
export function Unlocks({ change }: UnlocksProps) {
  const words = useWords()
  const id = useId()
  const episodes = useSeries((series) => series.episodes)
  const [at, setAt] = useState(0)
  const here = Math.min(at, episodes.length - 1)
  const suggested = suggestUnlocks(episodes.length)
  const unlocks = episodes.flatMap(({ unlock }, i) => (unlock ? [i + 1] : []))
  const findings = reviewUnlocks(unlocks, episodes.length)
  const isTaken = suggested.join() === unlocks.join()

  function press(event: KeyboardEvent<HTMLElement>) {
    const buttons = [...event.currentTarget.children] as HTMLElement[]
    const next = here + stepOf(event.key, here, buttons)
    const button = buttons[next]
    if (next === here || !button) return
    event.preventDefault()
    setAt(next)
    button.focus()
  }

  return (
    <div className={styles.unlocks}>
      <span id={id} className={styles.label}>
        {words('settings.unlocks')}
      </span>
      <p id={`${id}hint`} className={styles.hint}>
        {words('settings.unlocks.hint')}
      </p>
      <fieldset
        className={styles.season}
        aria-labelledby={id}
        aria-describedby={`${id}hint`}
        onKeyDown={press}
      >
        {episodes.map(({ id: episode, title, unlock = false }, i) => (
          <button
            key={episode}
            type="button"
            className={styles.episode}
            aria-pressed={unlock}
            aria-label={words(title ? 'settings.unlock.named' : 'settings.unlock.episode', {
              number: i + 1,
              title,
            })}
            title={title}
            data-suggested={suggested.includes(i + 1) || undefined}
            tabIndex={i === here ? 0 : -1}
            onClick={() => {
              setAt(i)
              change((document) => setUnlock(document, episode, !unlock))
            }}
          >
            {i + 1}
          </button>
        ))}
      </fieldset>
      {findings.length > 0 && (
        <ul className={styles.findings}>
          {findings.map((finding) => (
            <li key={sayFinding(words, finding)}>{sayFinding(words, finding)}</li>
          ))}
        </ul>
      )}
      {!isTaken && suggested.length > 0 && (
        <div className={styles.suggestion}>
          <p className={styles.hint}>
            {words('settings.unlock.suggested', { episodes: suggested.join(', ') })}
          </p>
          <Button
            onClick={() => {
              const ids = suggested.flatMap((number) => episodes[number - 1]?.id ?? [])
              change((document) => setUnlocks(document, new Set(ids)))
            }}
          >
            {words('settings.unlock.take')}
          </Button>
        </div>
      )}
    </div>
  )
}

/// How far a key moves the focus; up and down go by the rows as they are laid out.
function stepOf(key: string, here: number, buttons: readonly HTMLElement[]): number {
  const top = buttons[0]?.offsetTop
  const broken = buttons.findIndex(({ offsetTop }) => offsetTop !== top)
  const columns = broken === -1 ? buttons.length : broken
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    Home: -here,
    End: buttons.length - 1 - here,
  }
  return steps[key] ?? 0
}

function sayFinding(words: Words, finding: UnlockFinding): string {
  const { earliest, latest, apart } = unlockRules
  switch (finding.what) {
    case 'early':
      return words('settings.unlock.early', { episode: finding.episode, earliest })
    case 'late':
      return words('settings.unlock.late', { episode: finding.episode, latest })
    case 'close':
      return words('settings.unlock.close', {
        before: finding.before,
        episode: finding.episode,
        apart,
      })
    case 'few':
    case 'many':
      return words(`settings.unlock.${finding.what}`, {
        now: finding.count,
        wanted: finding.wanted,
      })
    case 'last':
      return words('settings.unlock.last')
  }
}
