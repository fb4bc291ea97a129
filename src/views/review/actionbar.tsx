import { Check, ChevronLeft, ChevronRight, FileText, MessageSquare } from 'lucide-react'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { may } from '../../shared/domain/access.ts'
import { type Command, useCommands } from '../parts/commands.ts'
import { Kbd } from '../parts/kbd.tsx'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useTalk } from '../threads/talk.ts'
import styles from './actionbar.module.css'
import {
  approve,
  mark,
  type Reviewer,
  requestChanges,
  signingAs,
  signOffFor,
  takeBack,
} from './deeds.ts'
import type { EpisodeReview } from './episodereview.ts'
import { RequestChanges } from './requestchanges.tsx'
import { scriptShown } from './scriptshown.ts'

interface ActionBarProps {
  readonly review: EpisodeReview
  /// Of episodes in the season.
  readonly count: number
  readonly reviewer: Reviewer
  readonly onStep: (by: 1 | -1) => void
}

/// What is done about the episode that is shown, within reach of a thumb; each button names it.
export function ActionBar({ review, count, reviewer, onStep }: ActionBarProps) {
  const words = useWords()
  const talk = useTalk()
  const [asking, setAsking] = useState(false)
  const standing = useStore(reviewer.room.standing)
  const chosen = useStore(signingAs)
  const script = useStore(scriptShown)
  const me = useStore(reviewer.room.data)?.me
  const { number, open, status, said } = review
  const canSign = open.length > 0
  const canAsk = may(standing, 'reviews.sign')
  const canMark = may(standing, 'reviews.ready')
  const approved = said.some(
    (word) =>
      word.by.id === me && word.verdict === 'approved' && word.fingerprint === review.fingerprint,
  )
  const signOff = signOffFor(review, chosen)
  const deeds = {
    approve() {
      if (!canSign) return
      onStep(1)
      void approve(reviewer, [review])
    },
    changes: () => canAsk && setAsking(true),
    ready: () => canMark && void mark(reviewer, [review], !isReady),
    undo: () => void takeBack(reviewer),
  }
  const isReady = status.ready && status.state !== 'changes'
  useDeedKeys(deeds, { canAsk, canMark, number, isReady })
  useLayoutEffect(() => {
    // Not `:root:has(…)`: that looks through the whole page for it, at each key in the script.
    const root = document.documentElement
    root.toggleAttribute('data-action-bar', true)
    return () => void root.toggleAttribute('data-action-bar', false)
  }, [])
  return (
    <div className={styles.bar} role="toolbar" aria-label={words('episode', { number })}>
      <div className={styles.steps}>
        <button
          type="button"
          className={styles.step}
          aria-label={words('review.previous')}
          onClick={() => onStep(-1)}
        >
          <ChevronLeft size={18} aria-hidden />
        </button>
        <span className={styles.where}>{words('review.of', { number, count })}</span>
        <button
          type="button"
          className={styles.step}
          aria-label={words('review.next')}
          onClick={() => onStep(1)}
        >
          <ChevronRight size={18} aria-hidden />
        </button>
        <button
          type="button"
          className={styles.script}
          aria-pressed={script === 'on'}
          aria-label={words(script === 'on' ? 'review.script.hide' : 'review.script.show')}
          onClick={() => scriptShown.set(script === 'on' ? 'off' : 'on')}
        >
          <FileText size={16} aria-hidden />
          <span>{words('review.script')}</span>
          <Kbd keys="s" />
        </button>
      </div>
      <div className={styles.deeds}>
        {may(standing, 'threads.write') && (
          <button
            type="button"
            className={styles.comment}
            aria-label={words('review.comment', { number })}
            // The selection says what the comment is about: it stays.
            onPointerDown={(event) => event.preventDefault()}
            onClick={talk.comment}
          >
            <MessageSquare size={16} aria-hidden />
            <span>{words('review.comment.short')}</span>
            <Kbd keys="c" />
          </button>
        )}
        {canMark && !(canSign && isReady) && (
          <button
            type="button"
            className={canSign || isReady ? styles.plain : styles.accent}
            onClick={deeds.ready}
          >
            {words(
              isReady
                ? 'review.unready'
                : status.state === 'changes' && status.ready
                  ? 'review.ready.again'
                  : 'review.ready',
              { number },
            )}
            <Kbd keys="m" />
          </button>
        )}
        {canAsk && (
          <button
            type="button"
            className={styles.plain}
            aria-label={words('review.changes', { number })}
            onClick={deeds.changes}
          >
            {words('review.changes.short')} <Kbd keys="r" />
          </button>
        )}
        {approved && !canSign && (
          <span className={styles.approved}>
            <Check size={16} aria-hidden />
            {words('review.approved.mine')}
          </span>
        )}
        {canSign && (
          <span className={styles.sign}>
            {open.length > 1 && (
              <select
                className={styles.as}
                value={signOff}
                aria-label={words('review.signOff')}
                onChange={({ target }) => signingAs.set(target.value)}
              >
                {open.map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </select>
            )}
            <button
              type="button"
              className={styles.approve}
              title={words('review.approve.as', { number, signOff: signOff ?? '' })}
              onClick={deeds.approve}
            >
              {words('review.approve', { number })}
              <Kbd keys="a" />
            </button>
          </span>
        )}
      </div>
      {asking && (
        <RequestChanges
          number={number}
          onClose={() => setAsking(false)}
          onSend={(note) => {
            setAsking(false)
            onStep(1)
            void requestChanges(reviewer, review, note)
          }}
        />
      )}
    </div>
  )
}

interface Deeds {
  readonly approve: () => void
  readonly changes: () => void
  readonly ready: () => void
  readonly undo: () => void
}

function useDeedKeys(
  deeds: Deeds,
  {
    canAsk,
    canMark,
    number,
    isReady,
  }: {
    readonly canAsk: boolean
    readonly canMark: boolean
    readonly number: number
    readonly isReady: boolean
  },
): void {
  const words = useWords()
  const current = useRef(deeds)
  useLayoutEffect(() => {
    current.current = deeds
  })
  useCommands(
    useMemo((): readonly Command[] => {
      const command = (id: keyof Deeds, name: string, key: string): Command => ({
        id: `review.${id}`,
        name,
        group: 'place.review',
        keys: [key],
        run: () => current.current[id](),
      })
      return [
        ...(canAsk
          ? [
              command('approve', words('review.approve', { number }), 'a'),
              command('changes', words('review.changes', { number }), 'r'),
              command('undo', words('review.undo'), 'u'),
            ]
          : []),
        ...(canMark
          ? [command('ready', words(isReady ? 'review.unready' : 'review.ready', { number }), 'm')]
          : []),
      ]
    }, [words, canAsk, canMark, number, isReady]),
  )
}
