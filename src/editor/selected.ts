import type { Node } from 'prosemirror-model'
import { type EditorState, Plugin } from 'prosemirror-state'
import { addCounts, countText, noWords, type WordCount } from '../shared/derive/wordcount.ts'
import type { Language } from '../shared/domain/language.ts'
import { nodes } from './schema.ts'

/// How much is selected, told when the selection has come to rest: nothing is counted while
/// somebody types or pulls.

/// Milliseconds that a selection rests before it is counted.
const rest = 180

/// Milliseconds of counting after which the page gets its turn.
const slice = 6

type Tell = (count: WordCount | undefined) => void

export function selected(language: () => Language, tell: Tell): Plugin {
  return new Plugin({
    view(view) {
      let timer: ReturnType<typeof setTimeout> | undefined
      let shows = false
      const count = (state: EditorState) => {
        const steps = counting(state, language())
        const work = () => {
          const end = performance.now() + slice
          let step = steps.next()
          while (!step.done && performance.now() < end) step = steps.next()
          if (step.done) tell(step.value)
          else timer = setTimeout(work)
        }
        work()
      }
      const ask = ({ selection }: EditorState) => {
        clearTimeout(timer)
        if (!selection.empty) timer = setTimeout(() => count(view.state), rest)
        else if (shows) timer = setTimeout(() => tell(undefined))
        shows = !selection.empty
      }
      // Somebody may have selected something before this was loaded.
      ask(view.state)
      return {
        update({ state }, before) {
          if (!state.selection.eq(before.selection) || state.doc !== before.doc) ask(state)
        },
        destroy() {
          clearTimeout(timer)
          tell(undefined)
        },
      }
    },
  })
}

/// Counts the lines of a selection one by one. Titles and outlines are no script: they count only
/// where nothing else is selected.
export function* counting(
  { doc, selection }: Pick<EditorState, 'doc' | 'selection'>,
  language: Language,
): Generator<undefined, WordCount> {
  const texts: { readonly node: Node; readonly start: number }[] = []
  doc.nodesBetween(selection.from, selection.to, (node, start) => {
    if (!node.isTextblock) return true
    texts.push({ node, start })
    return false
  })
  const lines = texts.filter(({ node }) => node.type === nodes.line)
  let sum = noWords
  for (const { node, start } of lines.length > 0 ? lines : texts) {
    const from = Math.max(selection.from - start - 1, 0)
    const to = Math.min(selection.to - start - 1, node.content.size)
    const isWhole = from === 0 && to === node.content.size
    if (isWhole) sum = addCounts(sum, countOf(node, language))
    else if (to > from) sum = addCounts(sum, countText(node.textBetween(from, to), language))
    yield
  }
  return sum
}

/// The count of a whole line, of a segment, of an episode or of the season: what has not changed is
/// the same node, and counted once.
export function countOf(node: Node, language: Language): WordCount {
  const known = counts[language].get(node)
  if (known) return known
  let sum = noWords
  if (node.type === nodes.line) {
    const count = countText(node.textContent, language)
    sum = count.words === 0 && count.characters === 0 ? noWords : count
  } else if (node.isTextblock) sum = countText(node.textContent, language)
  else {
    node.forEach((child) => {
      if (child.type === nodes.line || !child.isTextblock) {
        sum = addCounts(sum, countOf(child, language))
      }
    })
  }
  counts[language].set(node, sum)
  return sum
}

const counts: Readonly<Record<Language, WeakMap<Node, WordCount>>> = {
  en: new WeakMap(),
  'zh-Hans': new WeakMap(),
}
