import { type FormEvent, useId, useState } from 'react'
import { type Language, languages } from '../../shared/domain/language.ts'
import { defaultTargetSeconds } from '../../shared/domain/series.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import field from '../parts/field.module.css'
import { language as interfaceLanguage } from '../parts/settings.ts'
import { useWords } from '../parts/words.ts'

export interface Beginning {
  readonly title: string
  readonly language: Language
  readonly targetSeconds: number
}

interface NewSeriesProps {
  readonly busy: boolean
  readonly onClose: () => void
  readonly onCreate: (beginning: Beginning) => void
}

/// Asks for what a new series starts with.
export function NewSeries({ busy, onClose, onCreate }: NewSeriesProps) {
  const words = useWords()
  const id = useId()
  const [title, setTitle] = useState('')
  const [language, setLanguage] = useState<Language>(interfaceLanguage.get())
  const [target, setTarget] = useState(String(defaultTargetSeconds))
  const targetSeconds = Math.round(Number(target))
  const fits = title.trim() !== '' && targetSeconds >= 10 && targetSeconds <= 3600

  function submit(event: FormEvent) {
    event.preventDefault()
    if (fits && !busy) onCreate({ title: title.trim(), language, targetSeconds })
  }

  return (
    <Dialog onClose={onClose} title={words('library.new')}>
      <form className={field.form} onSubmit={submit}>
        <label htmlFor={`${id}title`}>{words('library.field.title')}</label>
        <input
          id={`${id}title`}
          className={field.input}
          value={title}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setTitle(event.target.value)}
        />
        <fieldset className={field.choice}>
          <legend>{words('library.field.language')}</legend>
          {languages.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name={`${id}language`}
                checked={language === each}
                onChange={() => setLanguage(each)}
              />
              <span>{words(`script.language.${each}`)}</span>
            </label>
          ))}
        </fieldset>
        <label htmlFor={`${id}target`}>{words('library.field.target')}</label>
        <div className={field.unit}>
          <input
            id={`${id}target`}
            className={field.input}
            type="number"
            inputMode="numeric"
            min={10}
            max={3600}
            value={target}
            onChange={(event) => setTarget(event.target.value)}
          />
          <span>{words('library.field.seconds')}</span>
        </div>
        <div className={field.actions}>
          <Button onClick={onClose}>{words('action.cancel')}</Button>
          <Button kind="primary" type="submit" disabled={!fits || busy}>
            {words('library.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface RenameProps {
  readonly title: string
  readonly onClose: () => void
  readonly onRename: (title: string) => void
}

/// Asks for another title.
export function RenameSeries({ title: before, onClose, onRename }: RenameProps) {
  const words = useWords()
  const id = useId()
  const [title, setTitle] = useState(before)

  function submit(event: FormEvent) {
    event.preventDefault()
    if (title.trim() === '') return
    if (title.trim() !== before) onRename(title.trim())
    onClose()
  }

  return (
    <Dialog onClose={onClose} title={words('library.rename')}>
      <form className={field.form} onSubmit={submit}>
        <label htmlFor={id}>{words('library.field.title')}</label>
        <input
          id={id}
          className={field.input}
          value={title}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setTitle(event.target.value)}
        />
        <div className={field.actions}>
          <Button onClick={onClose}>{words('action.cancel')}</Button>
          <Button kind="primary" type="submit" disabled={title.trim() === ''}>
            {words('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
