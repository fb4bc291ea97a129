import { useId, useState } from 'react'
import field from '../parts/field.module.css'
import { useWords } from '../parts/words.ts'
import styles from './seconds.module.css'

/// A number of whole seconds that may be left open; what counts then is shown in its place. It takes
/// effect on Enter and on leaving.
export function Seconds(props: {
  readonly label: string
  readonly value: number | undefined
  /// What counts while nothing is set.
  readonly otherwise: number
  readonly onChange: (seconds: number | undefined) => void
}) {
  const { label, value, otherwise, onChange } = props
  const words = useWords()
  const id = useId()
  const [typed, setTyped] = useState<string>()
  const commit = () => {
    if (typed === undefined) return
    setTyped(undefined)
    const seconds = Math.round(Number(typed))
    const next = seconds >= 1 && seconds <= longest ? seconds : undefined
    if (typed.trim() !== '' && next === undefined) return
    if (next !== value) onChange(next)
  }
  return (
    <div className={styles.seconds}>
      <label htmlFor={id}>{label}</label>
      <span className={field.unit}>
        <input
          id={id}
          className={field.input}
          type="number"
          min={1}
          max={longest}
          placeholder={String(otherwise)}
          value={typed ?? value ?? ''}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit()
            if (event.key === 'Escape') setTyped(undefined)
          }}
        />
        {words('panel.seconds.unit')}
      </span>
    </div>
  )
}

/// The trade's own longest episode, fifteen minutes, in seconds.
const longest = 900
