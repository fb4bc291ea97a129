import type { Loss } from '../../shared/format/screenplay.ts'
import type { Key, Words } from '../../shared/i18n/catalogue.ts'
import { useWords } from '../parts/words.ts'
import styles from './losses.module.css'

/// What a file does not carry, or had to be guessed, each kind once.
export function Losses({ losses }: { readonly losses: readonly Loss[] }) {
  const words = useWords()
  return (
    <ul className={styles.losses}>
      {together(losses, words).map(({ sentence, lines }) => (
        <li key={sentence}>
          {sentence} {lines.length > 0 && <Lines lines={lines} />}
        </li>
      ))}
    </ul>
  )
}

/// So many are named.
const most = 12

function Lines({ lines }: { readonly lines: readonly number[] }) {
  const words = useWords()
  const more = lines.length - most
  return (
    <span className={styles.lines}>
      {words('losses.lines', { lines: lines.slice(0, most).join(', ') })}
      {more > 0 && ` ${words('losses.more', { count: more })}`}
    </span>
  )
}

interface Together {
  readonly sentence: string
  /// Of the file, in order, each once.
  readonly lines: readonly number[]
}

/// Losses of the same kind as one, in the order in which they came.
export function together(losses: readonly Loss[], words: Words): readonly Together[] {
  const kinds = new Map<string, Set<number>>()
  for (const loss of losses) {
    const sentence = sayLoss(words, loss)
    const lines = kinds.get(sentence) ?? new Set()
    if (loss.at !== undefined) lines.add(loss.at)
    kinds.set(sentence, lines)
  }
  return [...kinds].map(([sentence, lines]) => ({
    sentence,
    lines: [...lines].sort((a, b) => a - b),
  }))
}

/// A loss in the language of the interface: by its code, `fdx.styles` as every `styles` where it has
/// no sentence of its own; as the format tells it where it has none at all.
export function sayLoss(words: Words, { code, message }: Loss): string {
  const keys = [code, code.slice(code.indexOf('.') + 1)].map((each) => `loss.${each}` as Key)
  // A key that is in no catalogue is said as it is.
  const key = keys.find((each) => words(each) !== each)
  return key ? words(key) : message
}
