import { useId, useRef, useState } from 'react'
import field from '../parts/field.module.css'
import { useWords } from '../parts/words.ts'
import styles from './seconds.module.css'

/// A number of seconds that may be left open; what counts then is shown in its place. It takes effect
/// on Enter and on leaving; Escape leaves what was there.
export function Seconds(props: {
  readonly label: string
  readonly value: number | undefined
  /// What counts while nothing is set.
  readonly otherwise: number
  /// What they are a multiple of, 1 if it is not given.
  readonly step?: number
  readonly onChange: (seconds: number | undefined) => void
  /// Called on Enter and Escape.
  readonly onDone?: () => void
}) {
  const { label, value, otherwise, step = 1, onChange, onDone } = props
  const words = useWords()
  const id = useId()
  const [typed, setTyped] = useState<string>()
  // Leaving asks too, before what was typed is known to have been dealt with.
  const settled = useRef(false)
  const commit = () => {
    if (typed === undefined || settled.current) return
    setTyped(undefined)
    const seconds = Number((Math.round(Number(typed) / step) * step).toFixed(1))
    const next = seconds >= step && seconds <= longest ? seconds : undefined
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
          min={step}
          step={step}
          max={longest}
          placeholder={String(otherwise)}
          value={typed ?? value ?? ''}
          onFocus={() => {
            settled.current = false
          }}
          onChange={(event) => {
            settled.current = false
            setTyped(event.target.value)
          }}
          onBlur={commit}
          onKeyDown={(event) => {
            const { key } = event
            if (key !== 'Enter' && key !== 'Escape') return
            if (key === 'Enter') commit()
            else setTyped(undefined)
            settled.current = true
            if (!onDone) return
            // The key has done its work: where the focus goes it must not do any.
            if (key === 'Enter') event.preventDefault()
            onDone()
          }}
        />
        {words('panel.seconds.unit')}
      </span>
    </div>
  )
}

/// The trade's own longest episode, fifteen minutes, in seconds.
const longest = 900
