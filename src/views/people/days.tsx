import { useWords } from '../parts/words.ts'
import { Select } from './select.tsx'

const choices = [1, 3, 7, 14, 30, 90, 365]

interface DaysProps {
  readonly name: string
  readonly label: string
  readonly first?: number
}

/// How long something works.
export function Days({ name, label, first = 14 }: DaysProps) {
  const words = useWords()
  return (
    <Select
      name={name}
      label={label}
      first={String(first)}
      options={choices.map((count) => ({ value: String(count), label: words('days', { count }) }))}
    />
  )
}
