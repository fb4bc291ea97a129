import type { Loss } from '../../shared/format/screenplay.ts'
import type { Key, Words } from '../../shared/i18n/catalogue.ts'

interface Together {
  readonly sentence: string
  /// Of the file, in order, each once.
  readonly lines: readonly number[]
  /// Words of the script that it is about, each once: those in quotation marks.
  readonly quotes: readonly string[]
}

/// Losses of the same kind as one, in the order in which they came.
export function together(losses: readonly Loss[], words: Words): readonly Together[] {
  const kinds = new Map<string, { lines: Set<number>; quotes: Set<string> }>()
  for (const loss of losses) {
    const sentence = sayLoss(words, loss)
    const { lines, quotes } = kinds.get(sentence) ?? { lines: new Set(), quotes: new Set() }
    if (loss.at !== undefined) lines.add(loss.at)
    if (sentence !== loss.message) {
      for (const [, quote = ''] of loss.message.matchAll(/“([^”]+)”/g)) quotes.add(quote)
    }
    kinds.set(sentence, { lines, quotes })
  }
  return [...kinds].map(([sentence, { lines, quotes }]) => ({
    sentence,
    lines: [...lines].sort((a, b) => a - b),
    quotes: [...quotes],
  }))
}

/// A loss in the language of the interface: by its code, `fdx.styles` as every `styles` where it has
/// no sentence of its own; as the format tells it where it has none at all.
function sayLoss(words: Words, { code, message }: Loss): string {
  const keys = [code, code.slice(code.indexOf('.') + 1)].map((each) => `loss.${each}` as Key)
  // A key that is in no catalogue is said as it is.
  const key = keys.find((each) => words(each) !== each)
  return key ? words(key) : message
}
