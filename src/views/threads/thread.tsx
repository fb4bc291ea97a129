import { Check, MoreHorizontal, RotateCcw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { quoteOf } from '../../shared/document/subject.ts'
import type {
  Comment as CommentData,
  Namable,
  Thread as ThreadData,
} from '../../shared/document/talk.ts'
import { may } from '../../shared/domain/access.ts'
import { readComment } from '../../shared/domain/thread.ts'
import { Button, classes, IconButton } from '../parts/button.tsx'
import { Menu, MenuItem } from '../parts/menu.tsx'
import { language } from '../parts/settings.ts'
import { useStore } from '../parts/usestore.ts'
import { sayWhen } from '../parts/when.ts'
import { useWords } from '../parts/words.ts'
import { Composer } from './composer.tsx'
import { answer, haveRead, rewrite, settle, takeBack } from './deeds.ts'
import type { PlacedThread } from './placed.ts'
import type { Talk } from './talk.ts'
import styles from './thread.module.css'

interface ThreadProps {
  readonly talk: Talk
  readonly placed: PlacedThread
  /// The keyboard goes to where an answer is written.
  readonly takesFocus?: boolean
  /// On a phone: no keyboard comes up before somebody wants to write.
  readonly isFolded?: boolean
}

/// Milliseconds after which a thread that is on the screen counts as read.
const readAfter = 600

/// A thread: the words it is about, what was said, and where an answer is written.
export function Thread({ talk, placed, takesFocus = false, isFolded = false }: ThreadProps) {
  const words = useWords()
  const { thread } = placed
  const standing = useStore(talk.session.standing)
  const mayWrite = may(standing, 'threads.write')
  const { resolved } = thread
  useEffect(() => {
    if (thread.unread === 0) return
    const timer = setTimeout(() => haveRead(talk, [thread]), readAfter)
    return () => clearTimeout(timer)
  }, [talk, thread])
  return (
    <article
      className={classes(styles.thread, resolved !== null && styles.resolved)}
      aria-label={words('threads.by', { name: thread.comments[0]?.by.name ?? '' })}
    >
      <Quote placed={placed} />
      <ol>
        {thread.comments.map((comment) => (
          <Comment key={comment.id} talk={talk} thread={thread} comment={comment} />
        ))}
      </ol>
      {resolved && (
        <p className={styles.settled}>
          <Check size={14} aria-hidden />
          {words('threads.resolved.by', { name: resolved.name })}
        </p>
      )}
      {mayWrite && resolved && (
        <Button kind="quiet" onClick={() => void settle(talk, words, thread, false)}>
          <RotateCcw size={14} aria-hidden />
          {words('threads.reopen')}
        </Button>
      )}
      {mayWrite && !resolved && (
        <div className={styles.answer}>
          <Composer
            talk={talk}
            label={words('threads.reply')}
            send={words('threads.reply.send')}
            takesFocus={takesFocus}
            isFolded={isFolded && !takesFocus}
            onSend={(body) => answer(talk, words, thread, body)}
          />
          <IconButton
            label={words('threads.resolve')}
            className={styles.resolve}
            onClick={() => void settle(talk, words, thread, true)}
          >
            <Check size={16} aria-hidden />
          </IconButton>
        </div>
      )}
    </article>
  )
}

/// The words it is about, and what has become of them.
function Quote({ placed: { thread, where } }: Pick<ThreadProps, 'placed'>) {
  const words = useWords()
  const quote = quoteOf(thread.at)
  const gone =
    where.kind === 'deleted' || where.kind === 'binned' ? words(`threads.${where.kind}`) : undefined
  if (quote === '' && !gone) return null
  return (
    <div className={styles.about}>
      {quote !== '' && <blockquote className={styles.quote}>{quote}</blockquote>}
      {gone && <p className={styles.gone}>{gone}</p>}
    </div>
  )
}

interface CommentProps {
  readonly talk: Talk
  readonly thread: ThreadData
  readonly comment: CommentData
}

function Comment({ talk, thread, comment }: CommentProps) {
  const words = useWords()
  const data = useStore(talk.data)
  const standing = useStore(talk.session.standing)
  const speaks = useStore(language)
  const [isEditing, setEditing] = useState(false)
  const { by, body, said, edited } = comment
  const isMine = by.id === data?.me
  const mayWrite = may(standing, 'threads.write')
  const mayDelete = mayWrite && (isMine || standing?.role === 'owner')
  const name = by.link && by.link !== by.name ? `${by.name} (${by.link})` : by.name
  const when = sayWhen(new Date(said).toISOString(), Date.now(), speaks)
  return (
    <li className={styles.comment}>
      <p className={styles.head}>
        <strong>{name}</strong>
        <time dateTime={new Date(said).toISOString()}>{when}</time>
        {edited !== null && <span>{words('threads.edited')}</span>}
        {mayDelete && !isEditing && (
          <Menu
            trigger={
              <IconButton label={words('threads.comment.actions')} className={styles.more}>
                <MoreHorizontal size={15} aria-hidden />
              </IconButton>
            }
          >
            {isMine && (
              <MenuItem onPress={() => setEditing(true)}>{words('threads.edit')}</MenuItem>
            )}
            <MenuItem onPress={() => void takeBack(talk, words, thread, comment)}>
              {words('threads.delete')}
            </MenuItem>
          </Menu>
        )}
      </p>
      {isEditing ? (
        <Composer
          talk={talk}
          label={words('threads.edit')}
          send={words('threads.save')}
          body={body}
          takesFocus
          onCancel={() => setEditing(false)}
          onSend={async (next) => {
            const done = await rewrite(talk, words, thread, comment, next)
            if (done) setEditing(false)
            return done
          }}
        />
      ) : (
        <p className={styles.body}>
          <Said body={body} people={data?.people ?? []} me={data?.me} />
        </p>
      )}
    </li>
  )
}

interface SaidProps {
  readonly body: string
  readonly people: readonly Namable[]
  readonly me: string | undefined
}

/// What was said, with the names that people have now.
export function Said({ body, people, me }: SaidProps) {
  const words = useWords()
  return readComment(body).map((part, i) => {
    if (part.kind === 'text') return part.text
    const name = people.find(({ id }) => id === part.id)?.name ?? words('threads.mention.gone')
    return (
      // The parts of a text are in its order: there is nothing else to tell them by.
      <span key={`${i} ${part.id}`} className={classes(styles.name, part.id === me && styles.me)}>
        @{name}
      </span>
    )
  })
}
