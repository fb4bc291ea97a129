import { useEffect, useMemo, useRef, useState } from 'react'
import { Link } from 'wouter'
import { type DayLine, daysOf, sayNumbers } from '../../shared/derive/activitydays.ts'
import type { Key, Words } from '../../shared/i18n/catalogue.ts'
import { sayFault } from '../parts/ask.ts'
import { Button } from '../parts/button.tsx'
import { language as chosenLanguage } from '../parts/settings.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { reviewAddress } from '../review/address.ts'
import { sayAgo } from '../review/ago.ts'
import { initials } from '../series/initials.ts'
import { useSession, useShownSeries } from '../series/opened.ts'
import styles from './activitypage.module.css'
import { type ActivityData, noteActivitySeen, readActivity, type What } from './api.ts'
import { localDay, sayLongDay } from './localday.ts'

/// What happened since somebody was last here, a day at a time.
export default function ActivityPage() {
  const words = useWords()
  const session = useSession()
  const language = useStore(chosenLanguage)
  const [data, setData] = useState<ActivityData>()
  const [failure, setFailure] = useState<unknown>()
  const [wider, setWider] = useState<number>()
  // What was asked for first is asked for again when there is something new: it stays on the page.
  const from = useRef<number>(undefined)
  useEffect(() => {
    let isOver = false
    const read = (since: number | undefined) =>
      readActivity(session.id, since).then(
        (found) => {
          if (isOver) return
          from.current = found.since
          setFailure(undefined)
          setData((before) => ({ ...found, seen: before ? before.seen : found.seen }))
          // It counts as seen from now on, but is marked as new as long as the page is open.
          noteActivitySeen(session.id, Date.now()).catch(() => {})
        },
        (refusal: unknown) => isOver || setFailure(refusal),
      )
    void read(wider)
    const stop = session.onNews((topics) => {
      if (topics.includes('activity')) void read(from.current)
    })
    return () => {
      isOver = true
      stop()
    }
  }, [session, wider])
  const deeds = data?.deeds
  const days = useMemo(() => (deeds ? daysOf(deeds, localDay) : []), [deeds])
  if (!data) {
    if (failure === undefined) return null
    return (
      <main className={styles.page}>
        <p role="alert">{sayFault(words, failure)}</p>
        <Button onClick={() => setWider(Date.now() - fortnight)}>{words('action.retry')}</Button>
      </main>
    )
  }
  const { seen } = data
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <header className={styles.head}>
          <h2>{words('activity.title')}</h2>
          <p>
            {seen === null || wider !== undefined
              ? words('activity.all')
              : words('activity.since', { when: sayAgo(words, seen, language) })}
          </p>
        </header>
        {days.length === 0 && (
          <p className={styles.none}>
            {words(seen === null ? 'activity.none.ever' : 'activity.none')}
          </p>
        )}
        {days.map(({ day, people }) => (
          <section key={day} className={styles.day}>
            <h3>{sayLongDay(day, language)}</h3>
            <ul>
              {people.map(({ by, lines }) => (
                <li key={`${by.id} ${by.name}`} className={styles.person}>
                  <span className={styles.face} aria-hidden>
                    {by.name === '' ? '?' : initials(by.name)}
                  </span>
                  <div>
                    <p className={styles.name}>{by.name || words('activity.somebody')}</p>
                    {lines.map((line) => (
                      <Line key={`${line.what} ${line.signOff}`} line={line} seen={seen} />
                    ))}
                  </div>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {wider === undefined && seen !== null && (
          <Button kind="quiet" onClick={() => setWider(Date.now() - fortnight)}>
            {words('activity.earlier')}
          </Button>
        )}
      </div>
    </main>
  )
}

/// Milliseconds.
const fortnight = 14 * 24 * 3_600_000

interface LineProps {
  readonly line: DayLine<What>
  readonly seen: number | null
}

/// One kind of deed of one person on one day.
function Line({ line, seen }: LineProps) {
  const words = useWords()
  const { id } = useSession()
  const episodes = useShownSeries((series) => series.episodes)
  const numbered = line.episodes.flatMap((episode) => {
    const at = episodes.findIndex((each) => each.id === episode)
    return at === -1 ? [] : [{ episode, number: at + 1 }]
  })
  const numbers = sayNumbers(numbered.map(({ number }) => number))
  const named =
    numbered.length === 0
      ? words('activity.gone')
      : words('activity.episodes', { count: numbered.length, numbers })
  const sentence = sentenceOf(words, line, named)
  const [first] = numbered
  return (
    <div className={styles.line} data-new={seen !== null && line.at > seen ? '' : undefined}>
      <p>{first ? <Link href={reviewAddress(id, first.episode)}>{sentence}</Link> : sentence}</p>
      {line.said.map(({ episode, text }, i) => (
        // What was said stays in its order.
        <blockquote key={`${i} ${episode}`}>
          {line.episodes.length > 1 && (
            <strong>{numbered.find((each) => each.episode === episode)?.number} </strong>
          )}
          {text}
        </blockquote>
      ))}
    </div>
  )
}

function sentenceOf(
  words: Words,
  { what, signOff, episodes }: DayLine<What>,
  named: string,
): string {
  if (what === 'thread' && episodes.every((episode) => episode === '')) {
    return words('activity.thread.series')
  }
  const key: Key = `activity.${what}`
  return words(key, { episodes: named, signOff: signOff ?? '' })
}
