import { Plugin } from 'prosemirror-state'
import type { Language } from '../shared/domain/language.ts'
import { bindingOf } from './season.ts'
import type { WritingSettings } from './writingsettings.ts'

/// Quotation marks and dashes as they are printed, made of the keys that there are. What was typed
/// is a step of the history of its own: one Undo gives it back.

/// In place of so many characters before the cursor (the typed one included), these.
export interface Printed {
  readonly behind: number
  readonly text: string
}

type Chosen = Pick<WritingSettings, 'quotes' | 'dashes'>

/// What typing `typed` behind the text `before` makes; undefined where it stays what it is.
export function printed(
  before: string,
  typed: string,
  language: Language,
  { quotes, dashes }: Chosen,
): Printed | undefined {
  if (typed.length !== 1 || isCode(before)) return undefined
  if (quotes && (typed === '"' || typed === "'")) return quote(before, typed, language)
  if (quotes && language === 'en') {
    const found = elision(before, typed)
    if (found) return found
  }
  return dashes ? dash(before, typed, language) : undefined
}

/// Addresses and the like are not prose.
function isCode(before: string): boolean {
  const word = /\S*$/.exec(before.slice(-200))?.[0] ?? ''
  return /:\/|^www\.|^[/~\\]|[<@\\`{}=]|^\.+\/|<!-*$/.test(word)
}

function quote(before: string, typed: '"' | "'", language: Language): Printed {
  const [opening, closing] = typed === '"' ? ['“', '”'] : ['‘', '’']
  const text =
    language === 'zh-Hans'
      ? isOpenQuote(before, opening as string, closing as string)
        ? closing
        : opening
      : opensAfter(before, opening as string, closing as string)
        ? opening
        : closing
  // A name ends in it in Chinese as well: O’Neil.
  const isApostrophe = typed === "'" && /[A-Za-z]$/.test(before)
  return { behind: 1, text: (isApostrophe ? '’' : text) as string }
}

/// A mark opens where a word may begin; behind a dash, unless one is open.
function opensAfter(before: string, opening: string, closing: string): boolean {
  if (/[—–]$/.test(before)) return !isOpenQuote(before, opening, closing)
  return before === '' || /[\s([{（【《“‘/-]$/.test(before)
}

/// Chinese has no spaces around quotation: marks come in pairs.
function isOpenQuote(before: string, opening: string, closing: string): boolean {
  return before.lastIndexOf(opening) > before.lastIndexOf(closing)
}

/// `'em`, `'90s`: what began like a quotation was an apostrophe.
function elision(before: string, typed: string): Printed | undefined {
  if (/\d/.test(typed) && /(?:^|[\s(“—])‘$/.test(before)) {
    return { behind: 2, text: `’${typed}` }
  }
  if (!/[\s.,!?;:…)”—]/.test(typed)) return undefined
  const word =
    /(?:^|[\s(“—])‘((?:em|til|till|cause|cuz|bout|tis|twas|round|kay|nuff|neath|gainst)|n)$/i.exec(
      before.slice(-12),
    )?.[1]
  return word === undefined ? undefined : { behind: word.length + 2, text: `’${word}${typed}` }
}

function dash(before: string, typed: string, language: Language): Printed | undefined {
  const isChinese = language === 'zh-Hans'
  if (typed === '-' && before.endsWith('-') && !/--$|<!-$/.test(before)) {
    return { behind: 2, text: isChinese ? '——' : '—' }
  }
  // In English a script has three points: in a typewriter's face the one sign is too narrow.
  const isThird = typed === '.' || typed === '。' ? before.endsWith(typed + typed) : false
  if (!isChinese || !isThird || before.endsWith(typed.repeat(3))) return undefined
  return { behind: 3, text: '……' }
}

export function typography(language: () => Language, settings: () => Chosen): Plugin {
  return new Plugin({
    props: {
      handleTextInput(view, from, to, text, standard) {
        if (view.composing || text.length !== 1) return false
        const chosen = settings()
        if (!chosen.quotes && !chosen.dashes) return false
        const { $from } = view.state.selection
        if (!$from.parent.isTextblock || from < $from.start() || to > $from.end()) return false
        const before = $from.parent.textBetween(0, from - $from.start())
        const change = printed(before, text, language(), chosen)
        if (!change) return false
        const history = bindingOf(view.state)?.history
        view.dispatch(standard())
        const end = from + text.length
        const start = end - change.behind
        history?.pause()
        view.dispatch(view.state.tr.insertText(change.text, start, end))
        history?.pause()
        return true
      },
    },
  })
}
