import { Ellipsis, Pencil, RotateCcw, Trash2 } from 'lucide-react'
import { memo } from 'react'
import { Link } from 'wouter'
import { may } from '../../shared/domain/access.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { Menu, MenuItem } from '../parts/menu.tsx'
import { language } from '../parts/settings.ts'
import { useStore } from '../parts/usestore.ts'
import { sayWhen } from '../parts/when.ts'
import { useWords } from '../parts/words.ts'
import type { SeriesEntry } from './api.ts'
import styles from './library.module.css'

interface RowProps {
  readonly series: SeriesEntry
  readonly onRename: (series: SeriesEntry) => void
  readonly onBin: (series: SeriesEntry) => void
}

export const SeriesRow = memo(function SeriesRow({ series, onRename, onBin }: RowProps) {
  const words = useWords()
  const { id, title } = series
  const mayRename = may(series, 'series.edit')
  const mayBin = may(series, 'series.bin')
  return (
    <li className={styles.row}>
      <Link href={`/series/${id}`} className={styles.open}>
        <span className={styles.title} lang={series.language}>
          {title}
        </span>
        <Facts series={series} when={series.updated} key={series.updated} say="library.changed" />
      </Link>
      {(mayRename || mayBin) && (
        <Menu
          trigger={
            <IconButton label={words('library.actions', { title })}>
              <Ellipsis size={17} aria-hidden />
            </IconButton>
          }
        >
          {mayRename && (
            <MenuItem icon={<Pencil size={14} />} onPress={() => onRename(series)}>
              {words('library.rename')}
            </MenuItem>
          )}
          {mayBin && (
            <MenuItem icon={<Trash2 size={14} />} onPress={() => onBin(series)}>
              {words('library.throw')}
            </MenuItem>
          )}
        </Menu>
      )}
    </li>
  )
})

interface BinnedRowProps {
  readonly series: SeriesEntry
  readonly onRestore: (series: SeriesEntry) => void
}

export function BinnedRow({ series, onRestore }: BinnedRowProps) {
  const words = useWords()
  return (
    <li className={styles.row}>
      <div className={styles.open}>
        <span className={styles.title} lang={series.language}>
          {series.title}
        </span>
        <Facts series={series} when={series.binned ?? series.updated} say="library.binned" />
      </div>
      {may(series, 'series.bin') && (
        <Button onClick={() => onRestore(series)}>
          <RotateCcw size={14} aria-hidden />
          {words('library.restore')}
        </Button>
      )}
    </li>
  )
}

interface FactsProps {
  readonly series: SeriesEntry
  readonly when: string
  readonly say: 'library.changed' | 'library.binned'
}

function Facts({ series, when, say }: FactsProps) {
  const words = useWords()
  const shown = useStore(language)
  return (
    <span className={styles.facts}>
      <span>{words(`script.language.${series.language}`)}</span>
      {series.role !== 'owner' && <span>{words(`role.${series.role}`)}</span>}
      <time dateTime={when}>{words(say, { when: sayWhen(when, Date.now(), shown) })}</time>
    </span>
  )
}
