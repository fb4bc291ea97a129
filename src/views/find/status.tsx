import { numberOf } from '../../shared/derive/find.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import styles from './findbar.module.css'
import type { Finder, Finding } from './finding.ts'

interface StatusProps {
  readonly id: string
  readonly finder: Finder
  readonly text: string
}

/// Which hit of how many somebody is at, and what came of replacing. It is read out when it changes.
export function Status({ id, finder, text }: StatusProps) {
  const words = useWords()
  const finding = useStore(finder.state)
  return (
    <p id={id} role="status" aria-busy={finding.progress !== undefined} className={styles.status}>
      {sayFinding(words, finding, text)}
    </p>
  )
}

function sayFinding(words: Words, finding: Finding, text: string): string {
  const { found, current, isLooking, progress, replaced } = finding
  if (progress !== undefined) {
    return words('find.replacing', { percent: Math.floor(progress * 100) })
  }
  if (replaced) {
    const done = words('find.replaced', { count: replaced.replaced })
    if (replaced.changed === 0) return done
    const left = words('find.changed', { count: replaced.changed })
    return words('find.replaced.but', { done, left })
  }
  if (text === '') return ''
  if (isLooking) return words('find.looking')
  if (found.count === 0) return words('find.none')
  const number = current ? numberOf(found, current) : 0
  return number > 0
    ? words('find.number', { number, count: found.count })
    : words('find.count', { count: found.count })
}
