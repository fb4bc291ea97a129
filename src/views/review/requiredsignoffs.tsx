import { Plus, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { longestSignOff, mostSignOffs } from '../../shared/domain/review.ts'
import { sayFault } from '../parts/ask.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import field from '../parts/field.module.css'
import { toasts } from '../parts/toasts.ts'
import { useWords } from '../parts/words.ts'
import { requireSignOffs } from './api.ts'
import type { Reviewer } from './deeds.ts'
import styles from './requiredsignoffs.module.css'

interface RequiredSignOffsProps {
  readonly reviewer: Reviewer
  readonly onClose: () => void
}

/// Which sign-offs make an episode of this series final.
export function RequiredSignOffs({ reviewer, onClose }: RequiredSignOffsProps) {
  const words = useWords()
  const { room, series } = reviewer
  const [names, setNames] = useState(() =>
    (room.data.get()?.required ?? []).map((name, i) => ({ key: i, name })),
  )
  const given = [...new Set(names.map(({ name }) => name.trim()).filter((name) => name !== ''))]

  async function save(event: FormEvent) {
    event.preventDefault()
    try {
      await requireSignOffs(series, given)
      await room.refresh()
      toasts.add({ title: words('review.settings.saved') })
      onClose()
    } catch (refusal) {
      toasts.add({ title: sayFault(words, refusal), priority: 'high' })
    }
  }

  return (
    <Dialog title={words('review.settings')} onClose={onClose}>
      <form className={styles.form} onSubmit={(event) => void save(event)}>
        <p className={styles.hint}>{words('review.settings.hint')}</p>
        {names.map(({ key, name }) => (
          <div key={key} className={styles.name}>
            <input
              className={field.input}
              value={name}
              maxLength={longestSignOff}
              aria-label={words('review.settings.name')}
              onChange={({ target }) =>
                setNames(
                  names.map((each) => (each.key === key ? { key, name: target.value } : each)),
                )
              }
            />
            <IconButton
              label={words('review.settings.remove', { name })}
              disabled={names.length === 1}
              onClick={() => setNames(names.filter((each) => each.key !== key))}
            >
              <X size={15} aria-hidden />
            </IconButton>
          </div>
        ))}
        <Button
          kind="quiet"
          className={styles.add}
          disabled={names.length >= mostSignOffs}
          onClick={() => {
            const key = Math.max(...names.map((each) => each.key)) + 1
            setNames([...names, { key, name: '' }])
          }}
        >
          <Plus size={15} aria-hidden />
          {words('review.settings.add')}
        </Button>
        <div className={field.actions}>
          <Button onClick={onClose}>{words('action.cancel')}</Button>
          <Button kind="primary" type="submit" disabled={given.length === 0}>
            {words('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
