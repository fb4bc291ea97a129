import { useId } from 'react'
import { Button, classes } from '../parts/button.tsx'
import { useWords } from '../parts/words.ts'
import styles from './emotion.module.css'

const values = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5]

interface EmotionProps {
  readonly value: number | undefined
  /// It is only shown.
  readonly disabled: boolean
  readonly onChange: (value: number | undefined) => void
}

/// How a segment is felt, −5 … +5. It is a row of radio buttons: the arrows choose.
export function Emotion({ value, disabled, onChange }: EmotionProps) {
  const words = useWords()
  const id = useId()
  return (
    <fieldset className={styles.emotion} disabled={disabled}>
      <legend>{words('panel.emotion')}</legend>
      <div className={styles.scale}>
        {values.map((each) => (
          <label
            key={each}
            className={classes(styles.step, isReached(each, value) && styles.reached)}
          >
            <input
              type="radio"
              name={id}
              checked={each === value}
              aria-label={words('panel.emotion.value', { value: signed(each) })}
              onChange={() => onChange(each)}
            />
            <span aria-hidden>{signed(each)}</span>
          </label>
        ))}
      </div>
      <div className={styles.ends}>
        <span>{words('panel.emotion.low')}</span>
        {value !== undefined && !disabled && (
          <Button kind="quiet" className={styles.open} onClick={() => onChange(undefined)}>
            {words('panel.emotion.open')}
          </Button>
        )}
        <span>{words('panel.emotion.high')}</span>
      </div>
    </fieldset>
  )
}

/// Whether a step lies between nothing and the value.
function isReached(step: number, value: number | undefined): boolean {
  if (value === undefined || step === value) return false
  return value > 0 ? step >= 0 && step < value : step <= 0 && step > value
}

function signed(value: number): string {
  return value > 0 ? `+${value}` : String(value).replace('-', '−')
}
