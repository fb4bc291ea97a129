import { Check, CircleAlert, CircleDashed, CircleSlash2, Settings2 } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { SignOff } from '../../shared/derive/review.ts'
import { may } from '../../shared/domain/access.ts'
import type { Author } from '../../shared/domain/author.ts'
import { IconButton } from '../parts/button.tsx'
import { language as chosenLanguage } from '../parts/settings.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession } from '../series/opened.ts'
import { sayAgo } from './ago.ts'
import { type Reviewer, takeBack } from './deeds.ts'
import type { EpisodeReview } from './episodereview.ts'
import { RequiredSignOffs } from './requiredsignoffs.tsx'
import styles from './said.module.css'

interface SaidProps {
  readonly review: EpisodeReview
  readonly reviewer: Reviewer
}

/// What each sign-off says of an episode, and what else was asked for.
export function Said({ review, reviewer }: SaidProps) {
  const words = useWords()
  const [asking, setAsking] = useState(false)
  const data = useStore(reviewer.room.data)
  const standing = useStore(reviewer.room.standing)
  const { status, mark } = review
  const required = data?.required ?? []
  const others = status.asked.filter(({ signOff }) => signOff === null)
  const when = useWhen()
  const session = useSession()
  return (
    <section className={styles.said} aria-label={words('review.said')}>
      <header className={styles.head}>
        <h3>{words('review.said')}</h3>
        {may(standing, 'reviews.settings') && (
          <IconButton
            label={words('review.settings')}
            className={styles.settings}
            onClick={() => setAsking(true)}
          >
            <Settings2 size={15} aria-hidden />
          </IconButton>
        )}
      </header>
      <ul>
        {required.map((name) => (
          <Word
            key={name}
            name={name}
            word={status.last.get(name)}
            fingerprint={review.fingerprint}
            reviewer={reviewer}
          />
        ))}
        {others.map((word) => (
          <Word key={word.id} word={word} fingerprint={review.fingerprint} reviewer={reviewer} />
        ))}
      </ul>
      {mark && (
        <p className={styles.ready}>
          {words('review.said.ready', { name: mark.by.name, when: when(mark.at) })}
        </p>
      )}
      {may(standing, 'members.change') && (
        <Link className={styles.back} href={`/series/${session.id}/people`}>
          {words('review.said.grant')}
        </Link>
      )}
      {asking && <RequiredSignOffs reviewer={reviewer} onClose={() => setAsking(false)} />}
    </section>
  )
}

interface WordProps {
  /// Of the sign-off; without it somebody asks for changes who has none.
  readonly name?: string
  readonly word: SignOff | undefined
  readonly fingerprint: string
  readonly reviewer: Reviewer
}

function Word({ name, word, fingerprint, reviewer }: WordProps) {
  const words = useWords()
  const when = useWhen()
  const me = useStore(reviewer.room.data)?.me
  const is =
    word === undefined
      ? 'missing'
      : word.verdict === 'changes'
        ? 'changes'
        : word.fingerprint === fingerprint
          ? 'approved'
          : 'outdated'
  const Sign = signs[is]
  return (
    <li className={styles.word} data-is={is}>
      <Sign size={15} strokeWidth={2.2} aria-hidden />
      <div>
        <p>
          {name !== undefined && <strong>{name}</strong>}{' '}
          <span className={styles.who}>
            {word && `${sayAuthor(word.by)} `}
            {words(`review.said.${is}`, { when: word ? when(word.at) : '' })}
          </span>
        </p>
        {word?.note && <blockquote className={styles.note}>{word.note}</blockquote>}
        {word && word.by.id === me && (
          <button
            type="button"
            className={styles.back}
            onClick={() => void takeBack(reviewer, [word.id])}
          >
            {words('review.withdraw')}
          </button>
        )}
      </div>
    </li>
  )

  function sayAuthor({ name: author, link }: Author): string {
    return link === null || link === author
      ? author
      : words('review.said.by', { name: author, link })
  }
}

const signs = {
  missing: CircleDashed,
  approved: Check,
  outdated: CircleAlert,
  changes: CircleSlash2,
} as const

function useWhen(): (at: number) => string {
  const words = useWords()
  const language = useStore(chosenLanguage)
  return (at) => sayAgo(words, at, language)
}
