import { X } from 'lucide-react'
import { IconButton } from '../parts/button.tsx'
import { Kbd } from '../parts/kbd.tsx'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { followed, stopFollowing } from '../series/followed.ts'
import { initials } from '../series/initials.ts'
import styles from './following.module.css'

/// Says whom one follows, and how to stop.
export function Following() {
  const words = useWords()
  const person = useStore(followed)
  return (
    <div className={styles.foot}>
      <div role="status">
        {person && (
          <div className={styles.sign} style={{ borderColor: person.color }}>
            <span className={styles.face} style={{ background: person.color }} aria-hidden>
              {initials(person.name)}
            </span>
            {words('going.following', { name: person.name })}
            <Kbd keys="Escape" />
            <IconButton label={words('going.follow.stop')} onClick={stopFollowing}>
              <X size={14} aria-hidden />
            </IconButton>
          </div>
        )}
      </div>
    </div>
  )
}
