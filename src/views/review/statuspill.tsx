import { Check, CircleAlert, CircleDashed, CircleDot, CircleSlash2, PenLine } from 'lucide-react'
import type { ReviewState, ReviewStatus } from '../../shared/derive/reviewstatus.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { classes } from '../parts/button.tsx'
import { useWords } from '../parts/words.ts'
import styles from './statuspill.module.css'

const signs = {
  draft: PenLine,
  ready: CircleDot,
  changes: CircleSlash2,
  partly: CircleDashed,
  changed: CircleAlert,
  final: Check,
} as const

interface StatusPillProps {
  readonly status: Pick<ReviewStatus, 'state' | 'missing'>
  /// Whether it says whom an episode waits for.
  readonly long?: boolean
}

/// How far the review of an episode has come: a sign, its words, a colour; never a colour alone.
export function StatusPill({ status, long = false }: StatusPillProps) {
  const words = useWords()
  const { state } = status
  const Sign = signs[state]
  return (
    <span className={classes(styles.pill, styles[state])} title={sayStatus(words, status)}>
      <Sign size={13} strokeWidth={2.2} aria-hidden />
      {long ? sayStatus(words, status) : words(`review.state.${state}`)}
    </span>
  )
}

/// "Partly approved · waiting for Platform, Compliance".
function sayStatus(words: Words, { state, missing }: StatusPillProps['status']): string {
  const name = words(`review.state.${state}`)
  const waiting: readonly ReviewState[] = ['partly', 'changed']
  if (!waiting.includes(state)) return name
  return words('review.state.waiting', { state: name, names: missing.join(', ') })
}

/// The sign alone, with its words for whoever does not see it.
export function StatusSign({ state }: { readonly state: ReviewState }) {
  const words = useWords()
  const Sign = signs[state]
  const name = words(`review.state.${state}`)
  return (
    <span className={classes(styles.sign, styles[state])} title={name}>
      <Sign size={14} strokeWidth={2.2} aria-hidden />
      <span className="visually-hidden">{name}</span>
    </span>
  )
}
