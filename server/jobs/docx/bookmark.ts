/// Hidden ids: each text of ours lies in a bookmark that is named after it. Word hides bookmarks
/// that begin with an underscore, keeps them through editing, and takes up to 40 letters, digits and
/// underscores; so does LibreOffice.

/// A text of a series that a document can say.
export type Place =
  | { readonly in: 'line'; readonly line: string }
  | { readonly in: 'translation'; readonly line: string }
  | { readonly in: 'outline'; readonly segment: string }
  | { readonly in: 'title' | 'summary'; readonly episode: string }
  | { readonly in: 'series'; readonly key: 'title' | 'logline' }
  /// Where a segment begins; it says nothing itself.
  | { readonly in: 'segment'; readonly segment: string }

const letters = {
  line: 'l',
  translation: 't',
  outline: 'o',
  title: 'e',
  summary: 'u',
  series: 's',
  segment: 'g',
} as const

const longest = 40

/// The name of a text's bookmark; undefined where its id is too long for one.
export function bookmarkOf(place: Place): string | undefined {
  const name = `_n${letters[place.in]}_${escaped(idIn(place))}`
  return name.length <= longest ? name : undefined
}

function idIn(place: Place): string {
  switch (place.in) {
    case 'line':
    case 'translation':
      return place.line
    case 'outline':
    case 'segment':
      return place.segment
    case 'title':
    case 'summary':
      return place.episode
    case 'series':
      return place.key
  }
}

/// The text of a bookmark; undefined where it is not one of ours.
export function placeOf(name: string): Place | undefined {
  const found = /^_n([a-z])_(\w+)$/.exec(name)
  if (!found) return undefined
  const [, letter, rest = ''] = found
  const id = rest.replace(/_([0-9a-f]{2,6})_/g, (_, code) => String.fromCodePoint(safe(code)))
  switch (letter) {
    case 'l':
      return { in: 'line', line: id }
    case 't':
      return { in: 'translation', line: id }
    case 'o':
      return { in: 'outline', segment: id }
    case 'e':
      return { in: 'title', episode: id }
    case 'u':
      return { in: 'summary', episode: id }
    case 'g':
      return { in: 'segment', segment: id }
    case 's':
      return id === 'title' || id === 'logline' ? { in: 'series', key: id } : undefined
    default:
      return undefined
  }
}

function safe(code: string): number {
  return Math.min(Number.parseInt(code, 16), 0x10_ffff)
}

/// `.` is `_2e_`; letters and digits are themselves.
function escaped(id: string): string {
  return [...id]
    .map((char) =>
      /[A-Za-z0-9]/.test(char)
        ? char
        : `_${(char.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}_`,
    )
    .join('')
}
