import { readHeading } from '../../shared/derive/heading.ts'
import { keyOfName } from '../../shared/domain/castentry.ts'
import type { Element } from '../../shared/domain/element.ts'
import type { Lists } from './lists.ts'

/// What is offered at a cursor: pure, from the text of a line and the lists.

type ListName = 'character' | 'extension' | 'intro' | 'place' | 'time' | 'transition'

export interface Option {
  readonly list: ListName
  /// As it is read in the list.
  readonly text: string
  /// Replaces what stands between `from` (code units of the line) and the cursor.
  readonly insert: string
  readonly from: number
}

export interface Offer {
  /// The best first; none twice.
  readonly options: readonly Option[]
  /// What is shown in grey behind the cursor, of the first option; '' where nothing is.
  readonly ghost: string
  /// Who takes the ghost. What was begun by hand is finished by Enter and by Tab; what comes
  /// unasked, such as the time that was last with a place, only by Tab; the next speaker only by
  /// Enter, because Tab on an empty line makes another element of it.
  readonly takes: { readonly enter: boolean; readonly tab: boolean }
}

export interface LineHere {
  readonly element: Element
  readonly text: string
  /// Of the cursor, in code units.
  readonly offset: number
  /// Who has spoken in this scene, the last first, each once. Asked for only where it matters.
  readonly speakers: () => readonly string[]
}

const nothing: Offer = { options: [], ghost: '', takes: { enter: false, tab: false } }

/// What can be offered there; undefined where nothing ever is.
export function offerAt(here: LineHere, lists: Lists): Offer | undefined {
  const head = here.text.slice(0, here.offset)
  const tail = here.text.slice(here.offset)
  switch (here.element) {
    case 'character':
      return inCue(here, head, tail, lists)
    case 'scene-heading':
      if (tail.trim() !== '') return undefined
      return lists.isChinese ? inChineseHeading(head, lists) : inHeading(head, lists)
    case 'transition': {
      if (tail.trim() !== '') return undefined
      const from = head.length - head.trimStart().length
      return begun(head, from, optionsOf('transition', lists.transitions, from))
    }
    default:
      return undefined
  }
}

function optionsOf(list: ListName, texts: readonly string[], from: number, behind = ''): Option[] {
  return texts.map((text) => ({ list, text, insert: text + behind, from }))
}

/// What goes on from what has been typed since `from`. Where something in the list reads exactly
/// like it, nothing is shown: a name that is the start of another is a name.
function begun(head: string, from: number, all: readonly Option[]): Offer {
  const typed = folded(head.slice(from))
  const options = all.filter(
    ({ insert }) => folded(insert).startsWith(typed) && folded(insert) !== typed,
  )
  if (typed.trim() === '') return { ...nothing, options }
  const isWhole = all.some(({ text }) => folded(text) === typed.trim())
  const [first] = options
  if (!first || isWhole) return { ...nothing, options }
  const ghost = first.insert.slice(head.length - from)
  // `LIN` in front of ` WEI` may be somebody else: Enter leaves it as it is.
  const enter = !/^\s/u.test(ghost)
  return { options, ghost, takes: { enter, tab: true } }
}

function folded(text: string): string {
  return text.normalize('NFC').toUpperCase()
}

function inCue(here: LineHere, head: string, tail: string, lists: Lists): Offer | undefined {
  const bracket = /([(（])([^)）]*)$/u.exec(head)
  if (bracket) {
    if (!/^\s*[)）]?\s*$/u.test(tail)) return undefined
    const closing = bracket[1] === '(' ? ')' : '）'
    const from = bracket.index + 1
    return extensionFrom(head, from, lists, tail.trim() === '' ? closing : '')
  }
  if (tail.trim() !== '' || /[)）]\s*$/u.test(head)) return undefined
  const names = lists.names
  const behindName = names.find(
    (name) => /\p{Script=Han}$/u.test(name) && head.length > name.length && head.startsWith(name),
  )
  if (behindName !== undefined) {
    const from = behindName.length + (/^\s*/u.exec(head.slice(behindName.length))?.[0].length ?? 0)
    const offer = begun(head, from, optionsOf('extension', ['OS', 'VO'], from))
    if (offer.ghost !== '') return offer
  }
  const lead = /^.*(?:[&＆+、/]|\sand\s)\s*/iu.exec(head)?.[0].length
  const from = lead ?? head.length - head.trimStart().length
  const speakers = here.speakers()
  const [last, beforeLast] = speakers
  const inTurn = [beforeLast, last, ...speakers.slice(2), ...names]
  const options = optionsOf('character', unique(inTurn), from)
  if (head.trim() !== '' || beforeLast === undefined) return begun(head, from, options)
  return { options, ghost: beforeLast, takes: { enter: true, tab: false } }
}

function extensionFrom(head: string, from: number, lists: Lists, closing: string): Offer {
  const typed = head.slice(from)
  const bare = (text: string) => folded(text).replaceAll(/[.\s]/gu, '')
  const all = optionsOf('extension', lists.extensions, from, closing)
  const options = all.filter(({ text }) => bare(text).startsWith(bare(typed)))
  const [first] = options
  if (typed.trim() === '' || !first) return { ...nothing, options }
  const isPrefix = folded(first.insert).startsWith(folded(typed))
  const ghost = isPrefix ? first.insert.slice(typed.length) : ` ${first.insert}`
  return { options, ghost, takes: { enter: true, tab: true } }
}

function inHeading(head: string, lists: Lists): Offer {
  const start = head.length - head.trimStart().length
  const { intro, place } = readHeading(head)
  const behindIntro = intro ? intro.to : -1
  if (!intro || head.length <= behindIntro || !/^[.\s]*\s/u.test(head.slice(behindIntro))) {
    const intros = optionsOf('intro', lists.intros, start, ' ')
    // `INT.` is finished: the space behind it is the writer's.
    return begun(head, start, intros)
  }
  const from = behindIntro + (/^[.\s]+/u.exec(head.slice(behindIntro))?.[0].length ?? 0)
  const places = optionsOf(
    'place',
    lists.places.map(({ name }) => name),
    from,
  )
  const dash = /\s+[-–—]+\s*$|\s+[-–—]+\s+(?=[^-–—]*$)/u.exec(head)
  if (dash && dash.index > from) {
    const longer = begun(head, from, places)
    const at = dash.index + dash[0].length
    const times = timesOf(head.slice(from, dash.index), lists)
    const gap = /\s$/u.test(dash[0]) ? '' : ' '
    const timed = times.map(
      (text): Option => ({ list: 'time', text, insert: gap + text, from: at }),
    )
    if (head.slice(at).trim() === '') {
      const ghost = timed[0]?.insert ?? ''
      return {
        options: [...timed, ...longer.options],
        ghost,
        takes: { enter: false, tab: true },
      }
    }
    const offer = begun(head, at, timed)
    const options = [...offer.options, ...longer.options]
    return offer.ghost !== '' || longer.ghost === ''
      ? { ...offer, options }
      : { ...longer, options: [...longer.options, ...offer.options] }
  }
  const known = place && placeOf(place.text, lists)
  if (known && head.slice(from).trim() !== '' && place?.to === head.length) {
    const timed = timesOf(known.name, lists).map(
      (text): Option => ({ list: 'time', text, insert: ` - ${text}`, from: head.length }),
    )
    const ghost = known.times.length > 0 ? (timed[0]?.insert ?? '') : ''
    return { options: timed, ghost, takes: { enter: false, tab: ghost !== '' } }
  }
  return begun(head, from, places)
}

function placeOf(name: string, { places }: Lists) {
  const key = keyOfName(name)
  return places.find((place) => keyOfName(place.name) === key)
}

/// The times of day with a place, the last one first, then all others.
function timesOf(place: string, lists: Lists): readonly string[] {
  return unique([...(placeOf(place, lists)?.times ?? []), ...lists.times])
}

/// In Chinese the parts stand in any order, with spaces between them.
function inChineseHeading(head: string, lists: Lists): Offer {
  const typed = /[^\s，,、]*$/u.exec(head)?.[0] ?? ''
  const from = head.length - typed.length
  const there = readHeading(head.slice(0, from))
  const missing = [
    ...(there.time ? [] : optionsOf('time', lists.times, from)),
    ...(there.intro ? [] : optionsOf('intro', lists.intros, from)),
    ...(there.place
      ? []
      : optionsOf(
          'place',
          lists.places.map(({ name }) => name),
          from,
        )),
  ]
  if (/^[\d[【]/u.test(typed)) return nothing
  const known = placeOf(typed, lists)
  if (known && !there.time) {
    const timed = timesOf(known.name, lists).map(
      (text): Option => ({ list: 'time', text, insert: ` ${text}`, from: head.length }),
    )
    const ghost = known.times.length > 0 ? (timed[0]?.insert ?? '') : ''
    return { options: timed, ghost, takes: { enter: false, tab: ghost !== '' } }
  }
  return begun(head, from, missing)
}

function unique(all: readonly (string | undefined)[]): readonly string[] {
  const seen = new Set<string>()
  return all.filter((each): each is string => {
    if (each === undefined || each === '') return false
    const key = keyOfName(each)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
