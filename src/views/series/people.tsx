import { Popover } from '@base-ui/react/popover'
import { useId } from 'react'
import type { Person } from '../../session/presence.ts'
import field from '../parts/field.module.css'
import popup from '../parts/popup.module.css'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { colors, initials, myColor, myName } from './me.ts'
import { useSession } from './opened.ts'
import styles from './people.module.css'

/// Faces shown in the bar beside one's own; the others are a number.
const most = 5

/// Who has the series open. A press on somebody goes to where they are; on oneself, to one's name.
export function People() {
  const words = useWords()
  const session = useSession()
  const people = useStore(session.people)
  const me = people.find(({ isMe }) => isMe)
  const others = people.filter(({ isMe }) => !isMe)
  return (
    <ul className={styles.people} aria-label={words('people')}>
      {others.slice(0, most).map((person) => (
        <li key={person.client}>
          <button
            type="button"
            className={styles.face}
            style={{ background: person.color }}
            aria-label={words('person.follow', { name: person.name })}
            title={person.name}
            onClick={() => follow(person)}
          >
            {initials(person.name)}
          </button>
        </li>
      ))}
      {others.length > most && (
        <li className={styles.more} title={words('person.more', { count: others.length - most })}>
          +{others.length - most}
        </li>
      )}
      {me && (
        <li>
          <Me person={me} />
        </li>
      )}
    </ul>
  )

  function follow({ place }: Person) {
    session.go(place)
  }
}

function Me({ person }: { readonly person: Person }) {
  const words = useWords()
  const id = useId()
  const name = useStore(myName)
  const color = useStore(myColor)
  return (
    <Popover.Root>
      <Popover.Trigger
        className={styles.face}
        style={{ background: person.color }}
        aria-label={words('person.me', { name: person.name })}
        title={words('person.me', { name: person.name })}
      >
        {initials(person.name)}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className={popup.layer} align="end" sideOffset={6} collisionPadding={8}>
          <Popover.Popup className={`${popup.popup} ${styles.me}`}>
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
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
