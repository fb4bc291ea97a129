import { type ReactNode, useState } from 'react'
import { castOf } from '../../shared/derive/cast.ts'
import { elements } from '../../shared/domain/element.ts'
import { classes } from '../parts/button.tsx'
import field from '../parts/field.module.css'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession } from '../series/opened.ts'
import { ask, asked, scopes } from './asked.ts'
import styles from './findbar.module.css'

/// Where it is looked, and in whose words.
export function Filters({ hasSelection }: { readonly hasSelection: boolean }) {
  const words = useWords()
  const now = useStore(asked)
  const { reading } = useSession().document
  // Who speaks is read when somebody is about to choose: it takes the whole season.
  const [cast, setCast] = useState(() => castOf(reading.series))
  return (
    <div className={styles.filters}>
      <Choice
        label={words('find.scope')}
        value={now.scope}
        onChoose={(value) => ask({ scope: scopes.find((scope) => scope === value) ?? 'season' })}
      >
        {scopes
          .filter((scope) => scope !== 'selection' || hasSelection)
          .map((scope) => (
            <option key={scope} value={scope}>
              {words(`find.scope.${scope}`)}
            </option>
          ))}
      </Choice>
      <Choice
        label={words('find.element')}
        value={now.element ?? ''}
        onChoose={(value) => ask({ element: elements.find((element) => element === value) })}
      >
        <option value="">{words('find.element.any')}</option>
        {elements.map((element) => (
          <option key={element} value={element}>
            {words(`element.${element}`)}
          </option>
        ))}
      </Choice>
      <Choice
        label={words('find.speaker')}
        value={now.speaker ?? ''}
        onFocus={() => setCast(castOf(reading.series))}
        onChoose={(value) => ask({ speaker: value === '' ? undefined : value })}
      >
        <option value="">{words('find.speaker.any')}</option>
        {now.speaker !== undefined && cast.every(({ key }) => key !== now.speaker) && (
          <option value={now.speaker}>{now.speaker}</option>
        )}
        {cast.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </Choice>
      <fieldset className={styles.texts}>
        <legend className="visually-hidden">{words('find.texts')}</legend>
        {(['script', 'outlines', 'titles'] as const).map((name) => (
          <label key={name} className={styles.check}>
            <input
              type="checkbox"
              checked={now[name]}
              disabled={name !== 'script' && (now.element ?? now.speaker) !== undefined}
              onChange={({ target }) => ask({ [name]: target.checked })}
            />
            {words(`find.in.${name}`)}
          </label>
        ))}
      </fieldset>
    </div>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly onChoose: (value: string) => void
  readonly onFocus?: () => void
  readonly children: ReactNode
}

function Choice({ label, value, onChoose, onFocus, children }: ChoiceProps) {
  return (
    <select
      className={classes(field.input, styles.choice)}
      aria-label={label}
      value={value}
      onFocus={onFocus}
      onChange={({ target }) => onChoose(target.value)}
    >
      {children}
    </select>
  )
}
