import { type ReactNode, useEffect, useId, useState } from 'react'
import { type Language, languages } from '../../shared/domain/language.ts'
import { type CutWay, type SegmentWay, segmentWays } from '../../shared/format/cuts.ts'
import type { Preview } from '../../shared/format/preview.ts'
import type { Key, Words } from '../../shared/i18n/catalogue.ts'
import { classes } from '../parts/button.tsx'
import field from '../parts/field.module.css'
import { useWords } from '../parts/words.ts'
import type { Cutting, Reading } from './importingapi.ts'
import type { Chosen } from './importingdialog.tsx'
import styles from './importingfields.module.css'

interface FieldsProps {
  readonly preview: Preview
  readonly chosen: Chosen
  readonly onChoose: (chosen: Chosen) => void
  /// The file is to be read otherwise, or cut otherwise.
  readonly onRead: (reading: Reading) => void
  readonly onCut: (cutting: Cutting) => void
}

/// What was recognised of a file as a whole.
export function Fields({ preview, chosen, onChoose, onRead, onCut }: FieldsProps) {
  const words = useWords()
  const { format, formats, language, proposal } = preview
  const ways = segmentWays.filter((way) => way !== 'said' || proposal.way === 'said')
  const title = (
    <Field label={words('import.field.title')}>
      {(id) => (
        <input
          id={id}
          className={field.input}
          value={chosen.title}
          maxLength={200}
          lang={language}
          autoComplete="off"
          onChange={({ target }) => onChoose({ ...chosen, title: target.value })}
        />
      )}
    </Field>
  )
  // It comes back as it was.
  if (format === 'archive') return <div className={styles.fields}>{title}</div>
  return (
    <div className={styles.fields}>
      {title}
      <Choice
        label={words('import.field.language')}
        value={language}
        options={languages.map((value) => ({ value, label: words(`script.language.${value}`) }))}
        onChange={(value) => onRead({ language: value as Language })}
      />
      {formats.length > 1 && (
        <Choice
          label={words('import.field.format')}
          value={format}
          options={formats.map((value) => ({ value, label: nameOf(words, value) }))}
          onChange={(value) => onRead({ as: value })}
        />
      )}
      <Choice
        label={words('import.field.way')}
        value={proposal.way}
        options={proposal.ways.map((value) => ({ value, label: words(`import.way.${value}`) }))}
        onChange={(value) => onCut({ way: value as CutWay })}
      />
      <Choice
        label={words('import.field.segments')}
        value={proposal.segments}
        options={ways.map((value) => ({ value, label: words(`import.segments.${value}`) }))}
        onChange={(value) => onCut({ segments: value as SegmentWay })}
      />
      <Target
        seconds={chosen.target}
        onChange={(target) => {
          onChoose({ ...chosen, target })
          if (proposal.way === 'scenes') onCut({ way: 'scenes', target })
        }}
      />
    </div>
  )
}

/// A format as a choice; what has no name here goes by its id.
function nameOf(words: Words, format: string): string {
  const key = `import.format.${format}` as Key
  const name = words(key)
  return name === key ? format : name
}

interface TargetProps {
  readonly seconds: number
  readonly onChange: (seconds: number) => void
}

/// The length of an episode. It counts when it has been typed: the file may be cut anew.
function Target({ seconds, onChange }: TargetProps) {
  const words = useWords()
  const [text, setText] = useState(String(seconds))
  useEffect(() => setText(String(seconds)), [seconds])
  const take = () => {
    const typed = Math.round(Number(text))
    if (typed >= 10 && typed <= 3600) {
      if (typed !== seconds) onChange(typed)
    } else setText(String(seconds))
  }
  return (
    <Field label={words('import.field.target')}>
      {(id) => (
        <div className={field.unit}>
          <input
            id={id}
            className={field.input}
            type="number"
            inputMode="numeric"
            min={10}
            max={3600}
            value={text}
            onChange={({ target }) => setText(target.value)}
            onBlur={take}
            onKeyDown={({ key }) => key === 'Enter' && take()}
          />
          <span>{words('import.field.target.seconds')}</span>
        </div>
      )}
    </Field>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (value: string) => void
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <Field label={label}>
      {(id) => (
        <select
          id={id}
          className={classes(field.input, styles.select)}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        >
          {options.map((each) => (
            <option key={each.value} value={each.value}>
              {each.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

interface FieldProps {
  readonly label: string
  readonly children: (id: string) => ReactNode
}

function Field({ label, children }: FieldProps) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}
