import { languages } from '../../shared/domain/language.ts'
import { Button } from '../parts/button.tsx'
import type { Remembered } from '../parts/remembered.ts'
import * as chosen from '../parts/settings.ts'
import { toasts } from '../parts/toasts.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { Preview } from './preview.tsx'
import { Choice, Group, Switch } from './row.tsx'
import styles from './settings.module.css'

/// What a person has chosen for this browser.
export function You() {
  const words = useWords()
  return (
    <div className={styles.settings}>
      <p className={styles.note}>{words('settings.you.note')}</p>
      <Group name={words('settings.page')}>
        <OneOf
          store={chosen.theme}
          label={words('theme')}
          options={chosen.themes.map((value) => [value, words(`theme.${value}`)])}
        />
        <OneOf
          store={chosen.language}
          label={words('language')}
          options={languages.map((value) => [value, words(`language.${value}`)])}
        />
        <OneOf
          store={chosen.motion}
          label={words('settings.motion')}
          options={chosen.motions.map((value) => [value, words(`settings.motion.${value}`)])}
        />
      </Group>
      <Group name={words('place.script')}>
        <OneOf
          store={chosen.scriptSize}
          label={words('settings.size')}
          options={chosen.scriptSizes.map((value) => [value, `${percent[value]} %`])}
        />
        <OneOf
          store={chosen.scriptLine}
          label={words('settings.line')}
          options={chosen.scriptLines.map((value) => [value, words(`settings.line.${value}`)])}
        />
        <OneOf
          store={chosen.scriptFace}
          label={words('settings.face')}
          options={chosen.scriptFaces.map((value) => [value, words(`settings.face.${value}`)])}
        />
        <OneOf
          store={chosen.scriptHan}
          label={words('settings.han')}
          options={chosen.scriptHans.map((value) => [value, words(`settings.han.${value}`)])}
        />
        <Preview />
        <OnOff store={chosen.focusMode} name="focus" />
        <OnOff store={chosen.typewriterMode} name="typewriter" />
      </Group>
      <Group name={words('settings.writing')}>
        <OnOff store={chosen.conversions} name="conversions" />
        <OnOff store={chosen.completion} name="completion" />
        <OnOff store={chosen.quotes} name="quotes" />
        <OnOff store={chosen.dashes} name="dashes" />
        <OnOff store={chosen.spelling} name="spelling" />
      </Group>
      <Group name={words('settings.keys')}>
        <OnOff store={chosen.letterKeys} name="letters" />
      </Group>
      <div className={styles.foot}>
        <Button
          onClick={() => {
            chosen.resetSettings()
            toasts.add({ title: words('settings.reset.done') })
          }}
        >
          {words('settings.reset')}
        </Button>
      </div>
    </div>
  )
}

/// What tokens.css makes of each size, in hundredths.
const percent: Readonly<Record<(typeof chosen.scriptSizes)[number], number>> = {
  small: 90,
  normal: 100,
  large: 115,
  larger: 135,
  largest: 160,
}

interface OneOfProps<T extends string> {
  readonly store: Remembered<T>
  readonly label: string
  readonly options: readonly (readonly [value: T, label: string])[]
}

function OneOf<T extends string>({ store, label, options }: OneOfProps<T>) {
  return (
    <Choice
      label={label}
      value={useStore(store)}
      options={options.map(([value, name]) => ({ value, label: name }))}
      onChange={store.set}
    />
  )
}

const switches = [
  'focus',
  'typewriter',
  'conversions',
  'completion',
  'quotes',
  'dashes',
  'spelling',
  'letters',
] as const

interface OnOffProps {
  readonly store: Remembered<'on' | 'off'>
  readonly name: (typeof switches)[number]
}

function OnOff({ store, name }: OnOffProps) {
  const words = useWords()
  return (
    <Switch
      label={words(`settings.${name}`)}
      hint={words(name === 'letters' ? 'keys.hint' : `settings.${name}.hint`)}
      on={useStore(store) === 'on'}
      onChange={(on) => store.set(on ? 'on' : 'off')}
    />
  )
}
