import { Popover } from '@base-ui/react/popover'
import type { SavedState } from '../../session/saved.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { classes } from '../parts/button.tsx'
import popup from '../parts/popup.module.css'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession } from './opened.ts'
import styles from './saved.module.css'

/// One calm word on what is safe; the whole of it on demand.
export function Saved() {
  const words = useWords()
  const saved = useStore(useSession().saved)
  return (
    <Popover.Root>
      <Popover.Trigger className={classes(styles.saved, styles[saved.kind])}>
        <span className={styles.dot} aria-hidden />
        <span className={styles.word}>{sayState(words, saved)}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className={popup.layer} align="end" sideOffset={6} collisionPadding={8}>
          <Popover.Popup className={classes(popup.popup, styles.detail)}>
            <Popover.Title className={styles.heading}>{words('saved.detail')}</Popover.Title>
            <Popover.Description>{sayDetail(words, saved)}</Popover.Description>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
      <span className="visually-hidden" role="status">
        {saved.kind === 'offline' || saved.kind === 'refused' ? sayDetail(words, saved) : ''}
      </span>
    </Popover.Root>
  )
}

export function sayState(words: Words, saved: SavedState): string {
  if (saved.kind !== 'offline' || saved.changes === 0) return words(`saved.${saved.kind}`)
  return words('saved.offline.changes', { count: saved.changes })
}

export function sayDetail(words: Words, saved: SavedState): string {
  switch (saved.kind) {
    case 'connecting':
    case 'saved':
      return words(`saved.detail.${saved.kind}`)
    case 'saving':
      return words('saved.detail.saving', { count: saved.changes })
    case 'offline':
      return saved.changes === 0
        ? words('saved.detail.offline')
        : words('saved.detail.offline.changes', { count: saved.changes })
    case 'refused': {
      const reason = sayRefusal(words, saved.code)
      return saved.changes === 0
        ? words('saved.detail.refused', { reason })
        : words('saved.detail.refused.changes', { reason, count: saved.changes })
    }
  }
}

function sayRefusal(words: Words, code: number): string {
  switch (code) {
    case 4400:
    case 4404:
    case 4422:
      return words(`refused.${code}`)
    default:
      return words('refused.other', { code })
  }
}
