import { MessageSquare } from 'lucide-react'
import { IconButton } from '../parts/button.tsx'
import { sayKey } from '../parts/keys.ts'
import { useWords } from '../parts/words.ts'
import { usePlaced, useTalk } from './talk.ts'
import { listShown } from './threads.tsx'
import styles from './threadsbutton.module.css'

/// Opens the list of all threads, and says how much of it is not read.
export function ThreadsButton() {
  const words = useWords()
  const talk = useTalk()
  const unread = usePlaced(talk, (all) =>
    all.reduce((sum, { thread }) => sum + (thread.resolved ? 0 : thread.unread), 0),
  )
  return (
    <IconButton
      label={unread > 0 ? words('threads.count', { count: unread }) : words('threads.show')}
      hint={sayKey(words, 'Mod-Alt-c')}
      className={styles.button}
      onClick={() => listShown.set(true)}
    >
      <MessageSquare size={17} aria-hidden />
      {unread > 0 && <span className={styles.unread}>{unread > 99 ? '99+' : unread}</span>}
    </IconButton>
  )
}
