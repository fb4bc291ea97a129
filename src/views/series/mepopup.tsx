import { useId } from 'react'
import field from '../parts/field.module.css'
import type { OpenedByTrigger } from '../parts/ondemand.tsx'
import { Popover } from '../parts/popover.tsx'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { colors } from './colors.ts'
import { myColor, myName } from './me.ts'
import styles from './people.module.css'

/// One's own name and colour.
export default function MePopup({ trigger }: OpenedByTrigger) {
  const words = useWords()
  const id = useId()
  const name = useStore(myName)
  const color = useStore(myColor)
  return (
    <Popover trigger={trigger} title={words('person.rename')} className={styles.me}>
      <div className={field.form}>
        <label htmlFor={id}>{words('person.rename')}</label>
        <input
          id={id}
          className={field.input}
          defaultValue={name}
          maxLength={40}
          autoComplete="off"
          aria-describedby={`${id}hint`}
          onChange={({ target }) => {
            if (target.value.trim() !== '') myName.set(target.value.trim())
          }}
        />
        <p id={`${id}hint`} className={styles.hint}>
          {words('person.rename.hint')}
        </p>
        <fieldset className={styles.colors}>
          <legend className="visually-hidden">{words('person.color')}</legend>
          {colors.map((each, i) => (
            <input
              key={each}
              type="radio"
              name={`${id}color`}
              style={{ background: each }}
              checked={each === color}
              aria-label={String(i + 1)}
              onChange={() => myColor.set(each)}
            />
          ))}
        </fieldset>
      </div>
    </Popover>
  )
}
