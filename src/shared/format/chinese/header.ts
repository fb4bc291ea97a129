import { readHeading } from '../../derive/heading.ts'

/// Scene headings as Chinese scripts write them. Seven orders are in use:
///
/// 1. `1-1 日 内 九重天`
/// 2. `17-1 藏身处 夜 内`, `1-1场 废弃超市⇥日⇥内`
/// 3. `1.1唐家-后院 日 外`
/// 4. `1-1`, under it `地点：日，外，山谷`
/// 5. `1-1`, under it `时：夜雨`, `景：…`, `人：…`
/// 6. `1-1日内灵堂`, `1-1地点，宴会厅，日，内`
/// 7. `[1] 内 办公室 日`; `【场次 1】`, under it `时间：`, `地点：`, `人物：`

const han = '零〇一二三四五六七八九十百两'
const time =
  '(?:日转夜|夜转日|清晨|早晨|早上|凌晨|上午|中午|正午|下午|午后|黄昏|傍晚|夜晚|晚上|深夜|午夜|白天|日景|夜景|次日|翌日|第二天|[日夜晨昏晚][雨雪]?)'
const side = '(?:内景|外景|内外|内[/／、]外|外[/／、]内|[内外])'
const space = '[\\s　，,、·|/／]'

/// `1-1`, `1-1场`, `3－12A`; no date and no range of years.
const dashed = /^\d{1,4}\s*[-－–—]\s*\d{1,4}[A-Za-z]?(?![\d]|\s*[-－–—./]\s*\d)(?:\s*场)?[、.:：]?/u
const pointed = /^\d{1,3}[.．]\d{1,3}(?![\d.．%])(?:\s*场)?[、:：]?/u
const bracketed = new RegExp(
  `^(?:[[【]\\s*(?:场次|场景|场|第)?\\s*(?:\\d{1,4}(?:\\s*[-－–—.]\\s*\\d{1,4})?|[${han}]{1,5})\\s*场?\\s*[\\]】])`,
  'u',
)
const counted = new RegExp(
  `^(?:第\\s*(?:\\d{1,4}|[${han}]{1,5})\\s*场(?:戏|景)?(?![\\p{L}\\p{N}])|(?:场次?|场景)\\s*[:：]?\\s*(?:\\d{1,4}(?:\\s*[-－–—.]\\s*\\d{1,4})?|[${han}]{1,5})(?![\\p{L}\\p{N}]))[、.:：]?`,
  'u',
)
/// A word of its own that says when, or inside or out.
const told = new RegExp(`(?:^|${space})(?:${time}|${side})(?=${space}|$)`, 'u')
const glued = new RegExp(`^(?:${time}\\s*${side}|${side}\\s*${time})`, 'u')
const unnumbered = new RegExp(
  `^(?:${time}${space}+${side}|${side}${space}+${time})(?:${space}|$)|(?:${space})(?:${time}${space}*${side}|${side}${space}*${time})$|^[（(【]?(?:内景|外景)[）)】]?[.。:：\\s　，,·—-]+\\S`,
  'u',
)
const english = /^(?:int|ext|est|i\/e)\b[./]/iu
/// `1-2 INT. LIFT - NIGHT`, `4A INT. LIFT`: the number is no part of an English heading.
const numbered =
  /^(\d{1,4}[A-Z]{0,2}|\d{1,4}[-–—]\d{1,4}[A-Z]?)[.、]?\s+(?=(?:int|ext|est|i\/e)\b[./])/iu
const sentence = /[。！？!?…；;”"]/u

/// Code units: what is longer is no heading.
const longest = 80

/// A scene heading as it stands in a script, with one space wherever there was space; undefined for
/// any other text. `isHeading` says that the file marks the paragraph as some heading.
export function headerIn(text: string, isHeading = false): string | undefined {
  if (text.length > longest || text.length < 2) return undefined
  const tidy = text.replace(/[\s　]+/gu, ' ').trim()
  if (english.test(tidy.slice(numbered.exec(tidy)?.[0].length ?? 0))) return tidy
  const number = numberIn(tidy)
  if (number === undefined) {
    const fits = unnumbered.test(tidy) && !sentence.test(tidy) && tidy.length <= 40
    return fits && !/[:：]/u.test(tidy.replace(/^[内外]景\s*[:：]/u, '')) ? tidy : undefined
  }
  const rest = tidy.slice(number.length)
  if (rest.trim() === '') return isSafeAlone(number) || isHeading ? tidy : undefined
  if (sentence.test(rest)) return undefined
  const says = told.test(rest) || glued.test(rest.trim())
  if (pointed.test(number) && !bracketed.test(number)) return says ? tidy : undefined
  if (bracketed.test(number) || counted.test(number)) return says || isFree(rest) ? tidy : undefined
  const isApart = /^\s/u.test(rest) || /场[、.:：]?$|[、.:：]$/u.test(number)
  return says || isHeading || isLabelled(rest) || (isApart && isFree(rest)) ? tidy : undefined
}

/// The number in front of an English heading, and the heading without it.
export function splitNumber(heading: string): { readonly number?: string; readonly text: string } {
  const [all, number] = numbered.exec(heading) ?? []
  return all === undefined || number === undefined
    ? { text: heading }
    : { number, text: heading.slice(all.length) }
}

/// The number at the start of a heading, as it is written; undefined where there is none.
export function numberIn(text: string): string | undefined {
  return [dashed, pointed, bracketed, counted].map((form) => form.exec(text)?.[0]).find(Boolean)
}

/// A number that says by itself that it is a scene's.
function isSafeAlone(number: string): boolean {
  return !pointed.test(number) && !/^\[\s*\d+\s*\]$/u.test(number)
}

/// A few words that are no sentence, and nobody's speech.
function isFree(rest: string): boolean {
  return rest.length <= 40 && !/[:：]/u.test(rest.trim())
}

function isLabelled(rest: string): boolean {
  return /^\s*(?:地点|场景|时间|景|时)\s*[，,:：]/u.test(rest)
}

/// What stands under a heading: `时间：夜`, `景：山谷`, `人物：…`.
export interface Fact {
  readonly label: string
  readonly about: 'time' | 'place' | 'cast' | 'other'
  readonly value: string
}

const facts =
  /^(出场人物|登场人物|出演人物|本场人物|人物|角色|人|时间|时|地点|地|场景|景|内外景|内外|道具|服装|服化道|服化|化妆|群演|群众|备注|提示)\s*[:：]\s*(.*)$/su

export function factIn(text: string): Fact | undefined {
  const [, label, value] = facts.exec(text) ?? []
  if (label === undefined || value === undefined) return undefined
  const about = /人|角色/u.test(label)
    ? 'cast'
    : /^时/u.test(label)
      ? 'time'
      : /^(?:地|地点|场景|景|内外景|内外)$/u.test(label)
        ? 'place'
        : 'other'
  return { label, about, value: value.trim() }
}

/// A heading with what stands under it about time and place, in the order of the trade; undefined
/// where that would not be read again as what it is: then it stays as it is written.
export function headingWith(heading: string, under: readonly Fact[]): string | undefined {
  const bare = heading.replace(/^(?:场次?|场景)\s*[:：]?\s*(?=\d)/u, '')
  const own = readHeading(bare)
  const tokensOf = ({ value }: Fact) => value.split(/[\s　，,、|]+/u).filter(Boolean)
  const tokens = under.flatMap(tokensOf)
  const is = (kind: string) => (token: string) => new RegExp(`^${kind}$`, 'u').test(token)
  const saysMore = under.some(
    (fact) =>
      fact.about === 'time' && tokensOf(fact).some((token) => !is(`${time}|${side}`)(token)),
  )
  if (saysMore) return undefined
  const times = tokens.filter(is(time))
  const sides = tokens.filter(is(side))
  const places = tokens.filter((token) => !is(time)(token) && !is(side)(token))
  const twice =
    (own.time && times.length > 0) ||
    (own.intro && sides.length > 0) ||
    (own.place && places.length > 0)
  if (twice) return undefined
  const parts = {
    time: own.time?.text ?? times.join(' '),
    intro: own.intro?.text ?? sides.join(' '),
    place: own.place?.text ?? places.join(' '),
  }
  const number = numberIn(bare)?.trim() ?? ''
  const merged = [number, parts.time, parts.intro, parts.place].filter(Boolean).join(' ')
  const read = readHeading(merged)
  const same = (['time', 'intro', 'place'] as const).every(
    (name) => (read[name]?.text ?? '') === parts[name],
  )
  return same && headerIn(merged) === merged ? merged : undefined
}

/// The people in a line of those present: `小满、保安×2（群演） / 一鸣`.
export function peopleIn(value: string): readonly string[] {
  return value
    .replace(/[（(][^（()）]*[)）]/gu, '')
    .split(/[、，,/／;；\s　]+/u)
    .map((name) => name.replace(/[*×xX]\s*\d+$|等(?:人)?$|若干$/u, '').trim())
    .filter((name) => name !== '')
}
