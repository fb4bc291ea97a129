import { type KeyboardEvent, useId } from 'react'
import type { FoundEpisode } from '../../shared/derive/find.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { isExcluded } from './excluded.ts'
import type { Finder } from './finding.ts'
import styles from './hitlist.module.css'
import { HitRow } from './hitrow.tsx'
import { rowHeight, useHitRows } from './usehitrows.ts'

interface HitListProps {
  readonly finder: Finder
  /// What the hits are to be replaced with; undefined while they are only looked at.
  readonly insert: string | undefined
}

/// Everything that was found, by episode. Where it is to be replaced each row has a box to leave it
/// out. Arrows go from row to row, Enter goes to the place in the script.
export function HitList({ finder, insert }: HitListProps) {
  const words = useWords()
  const { found, excluded, current } = useStore(finder.state)
  const rows = useHitRows(found, current)
  const chooses = insert !== undefined

  function press(event: KeyboardEvent) {
    const page = Math.max(1, Math.floor((rows.scroller.current?.clientHeight ?? 0) / rowHeight) - 1)
    const to = {
      ArrowDown: rows.active + 1,
      ArrowUp: rows.active - 1,
      PageDown: rows.active + page,
      PageUp: rows.active - page,
      Home: 0,
      End: rows.count - 1,
    }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      rows.focus(Math.max(0, Math.min(to, rows.count - 1)))
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      const row = rows.at(rows.active)
      event.preventDefault()
      finder.goTo(row?.hit ?? row?.episode.hits[0])
    }
  }

  return (
    <div ref={rows.scroller} className={styles.list}>
      <ul
        aria-label={words('find.list')}
        style={{ height: rows.count * rowHeight }}
        onKeyDown={press}
        onFocus={rows.onFocus}
      >
        {rows.shown.map(({ index, episode, hit }) => (
          <li
            key={hit ? `${episode.id} ${index}` : episode.id}
            data-index={index}
            data-current={hit !== undefined && hit === current}
            aria-setsize={rows.count}
            aria-posinset={index + 1}
            className={hit ? styles.row : styles.episode}
            style={{ top: index * rowHeight }}
          >
            {hit ? (
              <HitRow
                hit={hit}
                insert={insert}
                isActive={index === rows.active}
                isCurrent={hit === current}
                isOut={isExcluded(excluded, hit)}
                onOut={(isOut) => finder.setExcluded([hit], isOut)}
                onGo={() => finder.goTo(hit)}
              />
            ) : (
              <EpisodeHead
                episode={episode}
                isActive={index === rows.active}
                out={
                  chooses
                    ? episode.hits.filter((each) => isExcluded(excluded, each)).length
                    : undefined
                }
                onOut={(isOut) => finder.setExcluded(episode.hits, isOut)}
                onGo={() => finder.goTo(episode.hits[0])}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

interface EpisodeHeadProps {
  readonly episode: FoundEpisode
  readonly isActive: boolean
  /// How many of its hits are left out; undefined where there is nothing to choose.
  readonly out: number | undefined
  readonly onOut: (isOut: boolean) => void
  readonly onGo: () => void
}

function EpisodeHead({ episode, isActive, out, onOut, onGo }: EpisodeHeadProps) {
  const words = useWords()
  const id = useId()
  const { number, title, hits } = episode
  const some = out !== undefined && out > 0 && out < hits.length
  return (
    <>
      {out !== undefined && (
        <input
          ref={(box) => {
            if (box) box.indeterminate = some
          }}
          type="checkbox"
          className={styles.box}
          checked={out === 0}
          tabIndex={isActive ? 0 : -1}
          aria-labelledby={id}
          onChange={() => onOut(out === 0)}
        />
      )}
      <button
        id={id}
        type="button"
        className={styles.text}
        tabIndex={out === undefined && isActive ? 0 : -1}
        onClick={onGo}
      >
        <span className={styles.name}>
          {title === '' ? words('episode', { number }) : words('episode.named', { number, title })}
        </span>
        <span className={styles.count}>{hits.length}</span>
      </button>
    </>
  )
}
