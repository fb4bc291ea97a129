/// Finding words in one text.

/// What is looked for. Both ways of writing a letter with its accent are the same letter, straight
/// quotation marks find curved ones, a space finds one that does not break.
export interface Wording {
  readonly text: string
  /// Otherwise capitals and small letters are the same, by Unicode's full case mapping: “strasse”
  /// finds “Straße”.
  readonly matchCase: boolean
  /// No letter or digit goes on with the word on either side. An apostrophe ends a word, so that a
  /// name is found in its genitive. Scripts that write without spaces have no borders to be seen,
  /// and a guess by dictionary would leave out names: there every place is a border.
  readonly wholeWord: boolean
}

/// Code units of the text as it was given.
export interface FoundRange {
  readonly from: number
  readonly to: number
}

/// Finds where a text says the words: from left to right, none reaching into another, none
/// beginning or ending inside of a character and its accents.
export type Finder = (text: string) => readonly FoundRange[]

const none: readonly FoundRange[] = []

export function finderOf({ text: wanted, matchCase, wholeWord }: Wording): Finder {
  const { text: needle } = fold(wanted, matchCase)
  if (needle === '') return () => none
  return (text) => {
    const { text: hay, places } = fold(text, matchCase)
    let at = hay.indexOf(needle)
    if (at < 0) return none
    const found: FoundRange[] = []
    while (at >= 0) {
      const from = places ? (places[at] ?? inside) : at
      const to = places ? (places[at + needle.length] ?? inside) : at + needle.length
      const counts =
        from !== inside &&
        to !== inside &&
        (!wholeWord || (isBorder(text, from) && isBorder(text, to)))
      if (counts) found.push({ from, to })
      at = hay.indexOf(needle, at + (counts ? needle.length : 1))
    }
    return found
  }
}

/// A text in the form in which texts are compared.
interface Folded {
  readonly text: string
  /// For each of its code units, and its end, the place in the text it was made of; none where all
  /// are the same.
  readonly places?: readonly number[]
}

/// The place of a code unit that is not the first of what a character became.
const inside = -1

/// Texts of which each code unit becomes one: whatever is usual in English and Chinese.
const simple =
  /^[\t-~\u00a0-\u00b4\u00b6-\u00de\u00e0-\u00ff\u2010-\u2027\u2190-\u2bff\u3000-\u3029\u3030-\u3098\u309b-\u9fff\uff00-\uff9d]*$/

/// A character with the marks that belong to it.
const characters = /\P{M}\p{M}*|\p{M}+/gu

function fold(text: string, matchCase: boolean): Folded {
  if (simple.test(text)) {
    const same = alike(text)
    return { text: matchCase ? same : same.toLowerCase() }
  }
  const places: number[] = []
  let folded = ''
  for (const { 0: character, index } of text.matchAll(characters)) {
    const form = formOf(character, matchCase)
    places.push(index)
    for (let i = 1; i < form.length; i++) places.push(inside)
    folded += form
  }
  places.push(text.length)
  return { text: folded, places }
}

function formOf(character: string, matchCase: boolean): string {
  const composed = alike(character.normalize('NFC'))
  // By way of the capital: some small letters have one in common.
  return matchCase ? composed : composed.toUpperCase().toLowerCase().normalize('NFC')
}

function alike(text: string): string {
  return text
    .replace(/[‘’‛ʼ]/g, "'")
    .replace(/[“”„‟]/g, '"')
    .replace(/[\u00a0\u202f]/g, ' ')
}

const goesOn =
  /^[[\p{L}\p{N}\p{M}_]--[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]]$/v

/// Whether no word goes on across a place of a text.
function isBorder(text: string, at: number): boolean {
  return !goesOn.test(characterBefore(text, at)) || !goesOn.test(characterAt(text, at))
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at)
  return code === undefined ? '' : String.fromCodePoint(code)
}

function characterBefore(text: string, at: number): string {
  const isPair = /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(at - 2, 0), at))
  return text.slice(Math.max(at - (isPair ? 2 : 1), 0), at)
}
