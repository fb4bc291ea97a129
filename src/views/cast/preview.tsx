import { memo, useState } from 'react'
import type { Hit } from '../../shared/derive/castrename.ts'
import { keyOf, type SeriesPlace } from '../../shared/document/replace.ts'
import type { Episode } from '../../shared/domain/episode.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { Button } from '../parts/button.tsx'
import { useWords } from '../parts/words.ts'
import { useShownSeries } from '../series/opened.ts'
import styles from './rename.module.css'

interface PreviewProps {
  readonly hits: readonly Hit[]
  readonly spared: ReadonlySet<string>
  readonly onSpare: (spared: ReadonlySet<string>) => void
  readonly disabled: boolean
}

/// Lines at first, and with each press of “more”.
const portion = 60

/// What a renaming changes: the names themselves put together, however many lines they stand in, and
/// every mention in its line, which can be left out.
export const Preview = memo(function Preview({ hits, spared, onSpare, disabled }: PreviewProps) {
  const words = useWords()
  const language = useShownSeries((series) => series.language)
  const episodes = useShownSeries((series) => series.episodes)
  const [shown, setShown] = useState(portion)
  if (hits.length === 0) return null
  const names = new Map<string, { readonly hit: Hit; count: number }>()
  const mentions: Hit[] = []
  for (const hit of hits) {
    if (!hit.isName) mentions.push(hit)
    else {
      const same = names.get(hit.text)
      if (same) same.count++
      else names.set(hit.text, { hit, count: 1 })
    }
  }
  const rest = mentions.length - shown
  return (
    <section className={styles.preview} aria-label={words('rename.preview')} tabIndex={-1}>
      <ul>
        {[...names.values()].map(({ hit, count }) => (
          <li key={hit.text} className={styles.hit}>
            <span className={styles.line} lang={language}>
              <Changed hit={hit} />
            </span>
            <span className={styles.where}>
              {count > 1 ? `${count} ×` : words('rename.in.name')}
            </span>
          </li>
        ))}
        {mentions.slice(0, shown).map((hit) => {
          const key = keyOf(hit.at)
          return (
            <li key={key} className={styles.hit}>
              <label className={styles.mention}>
                <input
                  type="checkbox"
                  checked={!spared.has(key)}
                  disabled={disabled}
                  onChange={({ target }) => {
                    const next = new Set(spared)
                    if (target.checked) next.delete(key)
                    else next.add(key)
                    onSpare(next)
                  }}
                />
                <span className={styles.line} lang={language}>
                  <Changed hit={hit} />
                </span>
              </label>
              <span className={styles.where}>
                {hit.element ? words(`element.${hit.element}`) : fieldIn(hit.at, episodes, words)}
              </span>
            </li>
          )
        })}
      </ul>
      {rest > 0 && (
        <Button kind="quiet" onClick={() => setShown(shown + portion)}>
          {words('rename.more', { count: rest })}
        </Button>
      )}
    </section>
  )
})

/// What a field is called, with the number of its episode.
function fieldIn(at: SeriesPlace, episodes: readonly Episode[], words: Words): string {
  if (at.in === 'series') return words(`rename.in.${at.key === 'logline' ? 'logline' : 'notes'}`)
  if (at.in !== 'title' && at.in !== 'summary') return words('rename.in.outline')
  const number = episodes.findIndex(({ id }) => id === at.episode) + 1
  return words(`rename.in.${at.in}`, { number })
}

/// A line with what goes and what comes, and as much around it as tells where it is.
function Changed({ hit: { text, changes } }: { readonly hit: Hit }) {
  const parts = []
  let at = Math.max(0, (changes[0]?.from ?? 0) - around)
  if (at > 0) parts.push('…')
  for (const { from, to, insert } of changes) {
    parts.push(text.slice(at, from))
    parts.push(<del key={`${from} old`}>{text.slice(from, to)}</del>)
    parts.push(<ins key={`${from} new`}>{insert}</ins>)
    at = to
  }
  const end = at + around * 2
  parts.push(text.slice(at, end))
  if (end < text.length) parts.push('…')
  return <>{parts}</>
}

/// Code units in front of the first change; twice as many behind the last.
const around = 28
