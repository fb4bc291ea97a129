import { type FormEvent, useId, useState } from 'react'
import { Button } from '../parts/button.tsx'
import { isMac } from '../parts/commands.ts'
import { Dialog } from '../parts/dialog.tsx'
import field from '../parts/field.module.css'
import { Kbd } from '../parts/kbd.tsx'
import { useWords } from '../parts/words.ts'
import styles from './requestchanges.module.css'

interface RequestChangesProps {
  readonly number: number
  readonly onSend: (note: string) => void
  readonly onClose: () => void
}

/// Asks what should change. Saying nothing is allowed: there may be comments that say it.
export function RequestChanges({ number, onSend, onClose }: RequestChangesProps) {
  const words = useWords()
  const id = useId()
  const [note, setNote] = useState('')
  const send = (event?: FormEvent) => {
    event?.preventDefault()
    onSend(note.trim())
  }
  return (
    <Dialog title={words('review.changes', { number })} onClose={onClose}>
      <form className={field.form} onSubmit={send}>
        <label htmlFor={id}>{words('review.changes.what')}</label>
        <textarea
          id={id}
          className={styles.note}
          value={note}
          maxLength={4000}
          rows={4}
          aria-describedby={`${id}hint`}
          onChange={({ target }) => setNote(target.value)}
          onKeyDown={(event) => {
            const mod = isMac ? event.metaKey : event.ctrlKey
            if (event.key !== 'Enter' || !mod || event.nativeEvent.isComposing) return
            event.preventDefault()
            send()
          }}
        />
        <p id={`${id}hint`} className={styles.hint}>
          {words('review.changes.hint')}
        </p>
        <div className={field.actions}>
          <Button onClick={onClose}>{words('action.cancel')}</Button>
          <Button kind="primary" type="submit">
            {words('review.changes.short')} <Kbd keys="Mod-Enter" />
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
