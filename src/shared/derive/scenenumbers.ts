import type { Element } from '../domain/element.ts'
import type { Language } from '../domain/language.ts'

/// The numbers of the scenes of an episode, through all its segments. They follow from the order of
/// the scenes; a number that is stored is printed in the script and wins.

/// What of a line counts.
interface Slug {
  readonly element: Element
  readonly text: string
  readonly sceneNumber?: unknown
}

/// What is shown beside each line; undefined where nothing is: on what is no scene heading, and
/// where a number is stored or stands in the heading itself (`1-3 夜 内 电梯`). `scenes` is how many
/// scenes of the episode came before, and gives back how many there are now.
export function sceneNumbers(
  lines: readonly Slug[],
  { episode, dress, scenes }: SceneCount,
): { readonly numbers: readonly (string | undefined)[]; readonly scenes: number } {
  let count = scenes
  const numbers = lines.map(({ element, text, sceneNumber }) => {
    if (element !== 'scene-heading' || text.trim() === '') return undefined
    count++
    if (typeof sceneNumber === 'string' || opensWithNumber.test(text)) return undefined
    return dress === 'zh-Hans' ? `${episode}-${count}` : String(count)
  })
  return { numbers, scenes: count }
}

interface SceneCount {
  /// The number of the episode in the season.
  readonly episode: number
  readonly dress: Language
  readonly scenes: number
}

/// `1-3`, `1.3`, `[3]`, `【场次 3】`, `第3场`, `第三场`
const opensWithNumber =
  /^\s*(?:\d+\s*[-–—.．]\s*\d+|[[【]\s*(?:场次)?\s*\d+\s*[\]】]|第\s*(?:\d+|[零〇一二三四五六七八九十百两]{1,7}(?=\s*场(?![\p{L}\p{N}])))\s*场)/u
