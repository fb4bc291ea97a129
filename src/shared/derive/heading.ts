/// A scene heading read: inside or outside, which place, what time. English `INT. PLACE - TIME`; in
/// Chinese every order that is in use (`1-1 日 内 客厅`, `17-1 客厅 夜 内`, `1-1日内灵堂` …).

export interface Heading {
  /// `INT.`, `I/E`, `内` …
  readonly intro?: HeadingPart
  readonly place?: HeadingPart
  readonly time?: HeadingPart
}

/// A part of a heading and where it stands, in code units of the line.
export interface HeadingPart {
  readonly text: string
  readonly from: number
  readonly to: number
}

export const englishIntros = ['INT.', 'EXT.', 'INT./EXT.', 'I/E', 'EST.'] as const
export const chineseIntros = ['内', '外', '内外'] as const
export const englishTimes = [
  ...['DAY', 'NIGHT', 'MORNING', 'EVENING', 'AFTERNOON', 'DAWN', 'DUSK', 'CONTINUOUS'],
  ...['LATER', 'MOMENTS LATER', 'SAME TIME'],
] as const
export const chineseTimes = [
  ...['日', '夜', '晨', '昏', '清晨', '黄昏', '傍晚', '凌晨', '深夜', '上午', '下午', '中午'],
] as const

const intro = /^\s*((?:int|ext|est)\b\.?(?:\s?\/\s?(?:int|ext)\b\.?)?|i\/e\b\.?)(?=[\s.]|$)/iu
const dash = /\s+[-–—]+\s+|\s*[–—]+\s*/gu
/// What follows the last dash is a time only if it speaks of one: `INT. HOUSE - KITCHEN`.
const speaksOfTime =
  /\b(?:days?|nights?|mornings?|evenings?|afternoons?|noon|midnight|dawn|dusk|sunrise|sunset|twilight|continuous|later|same|earlier|meanwhile|magic hour|\d{1,2}(?::\d\d)?\s*[ap]\.?m)\b/iu

/// `1-1`, `第3场`, `第三场`, `【场次十二】`. In words only where it says that it counts scenes: `三楼` is a
/// place, and so is `第三场所`.
const number =
  /^\s*(?:[[【]\s*(?:场次|场景|第)?\s*(?:\d+(?:[-－–—.]\d+)?|[零〇一二三四五六七八九十百两]{1,7})\s*场?\s*[\]】]|第\s*[零〇一二三四五六七八九十百两]{1,7}\s*场(?![\p{L}\p{N}])|第?\s*\d+(?:\s*[-－–—.]\s*\d+\s*场?|\s*场|(?=[\s、.:：，,]|$)))[、.:：]?/u
const label = /^(?:(?:地点|场景|时间|景|时)\s*[:：]\s*|(?:地点|场景|时间)$)/u
const hanTime =
  /^(?:[日夜晨昏晚早午]|白天|日景|夜景|白日|清晨|早晨|早上|凌晨|上午|中午|正午|下午|午后|黄昏|傍晚|夜晚|晚上|深夜|午夜|次日|翌日|第二天|日转夜|夜转日|[日夜][雨雪]|(?:次日|翌日|第二天)[日夜晨晚])$/u
const hanIntro = /^(?:[内外](?:\s*[/、]?\s*[内外])?|[内外]景)$/u
/// `1-1日内灵堂`, `1-1内夜灵堂`.
const glued = /^(?:([日夜晨昏])(内外|[内外])|(内外|[内外])([日夜晨昏]))(.*)$/u

/// With Chinese characters, or only the number of a scene.
const isHan = /\p{Script=Han}|^\s*\d+\s*[-－–—.]\s*\d+\s*$/u

const headings = new Map<string, Heading>()

/// Reads a scene heading. Asking again about the same text costs nothing.
export function readHeading(text: string): Heading {
  const known = headings.get(text)
  if (known) return known
  const heading = isHan.test(text) && !intro.test(text) ? readHan(text) : read(text)
  if (headings.size >= mostHeadings) headings.clear()
  headings.set(text, heading)
  return heading
}

const mostHeadings = 4000

function read(text: string): Heading {
  const opening = intro.exec(text)
  const first = opening?.[1]
  const introFrom = first === undefined ? 0 : (opening?.[0].length ?? 0) - first.length
  const start = opening ? opening[0].length : 0
  const parts = [...text.slice(start).matchAll(dash)]
  const last = parts[parts.length - 1]
  const timeFrom = last ? start + last.index + last[0].length : -1
  const hasTime = last !== undefined && speaksOfTime.test(text.slice(timeFrom))
  const place = part(text, start, hasTime ? start + last.index : text.length, /^[\s.]+/u)
  const time = hasTime ? part(text, timeFrom, text.length) : undefined
  return {
    ...(first !== undefined && {
      intro: { text: first, from: introFrom, to: introFrom + first.length },
    }),
    ...(place && { place }),
    ...(time && { time }),
  }
}

function part(text: string, from: number, to: number, before = /^\s+/u): HeadingPart | undefined {
  const start = from + (before.exec(text.slice(from, to))?.[0].length ?? 0)
  const end = to - (/[\s\-–—]+$/u.exec(text.slice(start, to))?.[0].length ?? 0)
  return start < end ? { text: text.slice(start, end), from: start, to: end } : undefined
}

function readHan(text: string): Heading {
  const start = number.exec(text)?.[0].length ?? 0
  const tokens: HeadingPart[] = []
  for (const { index, 0: token } of text.slice(start).matchAll(/[^\s，,、·|]+/gu)) {
    const named = label.exec(token)?.[0].length ?? 0
    const from = start + index + named
    if (named < token.length)
      tokens.push({ text: token.slice(named), from, to: from + token.length - named })
  }
  let time = tokens.find((token) => hanTime.test(token.text))
  let inside = tokens.find((token) => hanIntro.test(token.text))
  const rest = tokens.filter((token) => token !== time && token !== inside)
  const [first] = rest
  const joined = first && !time && !inside ? glued.exec(first.text) : null
  if (first && joined) {
    const [, timeFirst, introBehind, introFirst, timeBehind, place = ''] = joined
    const head = timeFirst ?? introFirst ?? ''
    const tail = introBehind ?? timeBehind ?? ''
    const a = { text: head, from: first.from, to: first.from + head.length }
    const b = { text: tail, from: a.to, to: a.to + tail.length }
    ;[time, inside] = timeFirst === undefined ? [b, a] : [a, b]
    rest.shift()
    if (place !== '') rest.unshift({ text: place, from: b.to, to: first.to })
  }
  // `山谷 河边`: what is left from its first word to its last, unless something else lies between.
  const [from, to] = [rest[0], rest[rest.length - 1]]
  const isWhole = from && to && ![time, inside].some((t) => t && t.from > from.from && t.to < to.to)
  const place =
    from && to && isWhole
      ? { text: text.slice(from.from, to.to), from: from.from, to: to.to }
      : from
  return {
    ...(inside && { intro: inside }),
    ...(place && { place }),
    ...(time && { time }),
  }
}
