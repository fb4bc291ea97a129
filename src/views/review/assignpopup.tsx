import { X } from 'lucide-react'
import { type FormEvent, useContext, useEffect, useId, useState } from 'react'
import { setDue, setWriter } from '../../shared/document/episodes.ts'
import type { Writer } from '../../shared/domain/episode.ts'
import { ask } from '../parts/ask.ts'
import { Button, IconButton } from '../parts/button.tsx'
import field from '../parts/field.module.css'
import type { OpenedByTrigger } from '../parts/ondemand.tsx'
import { Popover } from '../parts/popover.tsx'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { myName } from '../series/me.ts'
import { useSeries, useSession } from '../series/opened.ts'
import { AssignedContext } from './assigned.ts'
import styles from './assignpopup.module.css'
import { writes } from './episodereview.ts'
import { useReviewRoom } from './reviewroom.ts'

interface Member {
  readonly userId: string
  readonly name: string
}

/// Says who writes an episode, and when it is due.
export default function AssignPopup({ trigger }: OpenedByTrigger) {
  const words = useWords()
  const id = useId()
  const session = useSession()
  const { episode: episodeId = '', number = 0 } = useContext(AssignedContext) ?? {}
  const episode = useSeries((series) => series.episodes.find((each) => each.id === episodeId))
  const me = useStore(useReviewRoom().data)?.me
  const name = useStore(myName)
  const members = useMembers(session.id)
  const [text, setText] = useState('')
  const { document, history } = session
  if (!episode) return null
  const writers = episode.writers ?? []
  const mine = { id: me ?? name, name: members.find(({ userId }) => userId === me)?.name ?? name }
  const others = members.filter(({ userId }) => !writers.some((writer) => writer.id === userId))

  function assign(writer: Writer, isOn: boolean) {
    history.pause()
    setWriter(document, episodeId, writer, isOn)
    history.pause()
  }

  function add(event: FormEvent) {
    event.preventDefault()
    const given = text.trim()
    if (given === '') return
    const member = members.find((each) => each.name === given)
    assign({ id: member?.userId ?? given, name: given }, true)
    setText('')
  }

  return (
    <Popover
      trigger={trigger}
      title={words('review.assign', { number })}
      titleClass={styles.title}
      className={styles.popup}
    >
      {writers.length > 0 && (
        <ul className={styles.writers}>
          {writers.map((writer) => (
            <li key={writer.id}>
              {writer.name}
              <IconButton
                label={words('review.assign.remove', { name: writer.name })}
                onClick={() => assign(writer, false)}
              >
                <X size={14} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <form className={styles.add} onSubmit={add}>
        <input
          className={field.input}
          list={`${id}members`}
          value={text}
          maxLength={80}
          placeholder={words('review.assign.add')}
          aria-label={words('review.assign.add')}
          onChange={({ target }) => setText(target.value)}
        />
        <datalist id={`${id}members`}>
          {others.map(({ userId, name: each }) => (
            <option key={userId} value={each} />
          ))}
        </datalist>
      </form>
      {!writes(episode, { id: me, name }) && (
        <Button kind="quiet" onClick={() => assign(mine, true)}>
          {words('review.assign.me')}
        </Button>
      )}
      <div className={styles.due}>
        <label htmlFor={`${id}due`}>{words('review.assign.due')}</label>
        <input
          id={`${id}due`}
          type="date"
          className={field.input}
          value={episode.due ?? ''}
          onChange={({ target }) => {
            history.pause()
            setDue(document, episodeId, target.value === '' ? undefined : target.value)
          }}
        />
      </div>
    </Popover>
  )
}

/// Who belongs to the series; nobody for those who may not know.
function useMembers(series: string): readonly Member[] {
  const [members, setMembers] = useState<readonly Member[]>([])
  useEffect(() => {
    let isOver = false
    ask<{ readonly members: readonly Member[] }>('GET', `/api/series/${series}/members`).then(
      ({ members: found }) => isOver || setMembers(found),
      // Names can be typed all the same.
      () => {},
    )
    return () => {
      isOver = true
    }
  }, [series])
  return members
}
