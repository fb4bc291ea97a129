import { History } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { IconButton } from '../parts/button.tsx'
import { sayKey } from '../parts/keys.ts'
import { useWords } from '../parts/words.ts'
import { useSession } from '../series/opened.ts'
import styles from './activitylink.module.css'
import { readActivity } from './api.ts'

/// Milliseconds after which the page has better things behind it than to ask this.
const lag = 1500

/// Leads to what has happened, and says when there is something new of others.
export function ActivityLink() {
  const words = useWords()
  const session = useSession()
  const [path, go] = useLocation()
  const [hasNews, setHasNews] = useState(false)
  const isHere = path.endsWith('/activity')
  useEffect(() => {
    if (isHere) {
      setHasNews(false)
      return
    }
    let isOver = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        readActivity(session.id).then(
          ({ me, seen, deeds }) =>
            isOver || setHasNews(seen !== null && deeds.some(({ by }) => by.id !== me)),
          // It is only a dot.
          () => {},
        )
      }, lag)
    }
    look()
    const stop = session.onNews((topics) => topics.includes('activity') && look())
    return () => {
      isOver = true
      clearTimeout(timer)
      stop()
    }
  }, [session, isHere])
  const name = words('activity.title')
  return (
    <IconButton
      label={hasNews ? `${name} (${words('activity.new')})` : name}
      hint={sayKey(words, 'Mod-Alt-h')}
      className={styles.link}
      aria-current={isHere ? 'page' : undefined}
      onClick={() => go(`/series/${session.id}/activity`)}
    >
      <History size={17} aria-hidden />
      {hasNews && <i className={styles.dot} />}
    </IconButton>
  )
}
