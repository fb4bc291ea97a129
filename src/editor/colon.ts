import type { Plugin } from 'prosemirror-state'
import { readCue } from '../shared/derive/cue.ts'
import { entityOf, textIn } from '../shared/document/roots.ts'
import type { SeriesDocument } from '../shared/document/seriesdocument.ts'
import { keyOfName } from '../shared/domain/castentry.ts'
import type { Segment } from '../shared/domain/segment.ts'
import { dressOf } from '../shared/domain/series.ts'
import { keyRules, openBehind } from './commands/lines.ts'
import type { KeyRules } from './elementkeys.ts'
import { nodes, schema } from './schema.ts'
import { type Making, typed } from './typed.ts'

/// In the Chinese dress `：` behind a name starts dialogue: the line becomes the character's, what
/// stands in brackets behind the name a line of its own, with a line of dialogue behind. A name is
/// one of the cast, one who speaks somewhere in the season, or one who is said to be present in a
/// scene; OS (inner thought) and VO (narration) may stand behind it.
export function colon(document: SeriesDocument): Plugin {
  return typed({
    isOn: () => dressOf(document.reading.series) === 'zh-Hans',
    typed({ element, before, behind }, state) {
      if (!before.endsWith('：')) return undefined
      const rules = keyRules(state)
      if (element === 'parenthetical') return closing(before, behind, rules)
      if (behind !== '') return undefined
      const cue = cueOf(before.slice(0, -1))
      const [name] = cue.names
      if (name === undefined) return undefined
      const isHere = element === 'character' || (element === 'action' && isName(document, name))
      return isHere ? speech(cue, before.length, rules) : undefined
    },
  })
}

interface SpokenCue {
  readonly names: readonly string[]
  /// As it stands on the cue, with OS or VO.
  readonly said: string
  /// How it is said, with its brackets; '' where that is not told.
  readonly tone: string
}

const voice = /^(?:os|vo|o\.s\.|v\.o\.|画外音?|旁白|内心|心声)$/i

/// `小满`, `小满OS`, `VO小满`, `小满（OS）`, `小满（激动）`
function cueOf(text: string): SpokenCue {
  const said = text.trim()
  const names = readCue(said).names.map(({ name }) => name)
  const [, bare, inside = ''] = /^(.*\S)\s*[（(]\s*([^（()）]*?)\s*[)）]$/su.exec(said) ?? []
  const hasTone = bare !== undefined && inside !== '' && !voice.test(inside)
  return hasTone ? { names, said: bare, tone: `（${inside}）` } : { names, said, tone: '' }
}

/// Makes of `名字：` a cue with a speech behind it. `length` is what has been typed in all.
function speech({ said, tone }: SpokenCue, length: number, rules: KeyRules): Making {
  return (tr, start) => {
    if (tr.doc.nodeAt(start)?.attrs.element !== 'character') {
      tr.setNodeAttribute(start, 'element', 'character')
    }
    const text = tr.doc.nodeAt(start)?.textContent ?? ''
    const from = text.indexOf(said)
    if (from + said.length < length) tr.delete(start + 1 + from + said.length, start + 1 + length)
    if (from > 0) tr.delete(start + 1, start + 1 + from)
    let behind = start + 2 + said.length
    if (tone !== '') {
      const line = nodes.line.create({ element: 'parenthetical' }, schema.text(tone))
      tr.insert(behind, line)
      behind += line.nodeSize
    }
    openBehind(tr, behind, 'dialogue', rules)
  }
}

/// `：` at the end of what is in brackets, or in front of the closing one: the speech begins. OS and
/// VO belong to the name.
function closing(before: string, behind: string, rules: KeyRules): Making | undefined {
  const whole = before.slice(0, -1) + behind
  const inside = /^[（(]([^（()）]*)[)）]$/u.exec(whole)?.[1]
  if (inside === undefined || !/^[)）]?$/u.test(behind)) return undefined
  return (tr, start) => {
    const at = start + before.length
    tr.delete(at, at + 1)
    const cue = tr.doc.resolve(start).nodeBefore
    const isVoice = voice.test(inside.trim()) && cue?.attrs.element === 'character'
    if (isVoice) tr.join(start)
    const $end = tr.doc.resolve(isVoice ? start - 1 : start + 1)
    openBehind(tr, $end.after(), 'dialogue', rules)
  }
}

/// Whether somebody is called so: on the list of the cast, in a cue, or among those present. The
/// season is looked through for it, once for a colon.
function isName({ reading, roots }: SeriesDocument, text: string): boolean {
  if (text.length > longestName) return false
  const key = keyOfName(text)
  const isListed = [...roots.cast.keys()].some((id) => {
    const entry = entityOf(roots.cast, id)
    const name = entry?.get('binned') === true ? undefined : textIn(entry, 'name')
    return name !== undefined && keyOfName(name.toString()) === key
  })
  const { episodes } = reading.series
  return (
    isListed ||
    episodes.some(({ segments }) => segments.some((segment) => namesIn(segment).has(key)))
  )
}

/// Code units: what is longer is a sentence.
const longestName = 12

const names = new WeakMap<Segment, ReadonlySet<string>>()

/// Who speaks in a segment, or is said to be present in a scene of it (`人物：小满、保安×2`).
function namesIn(segment: Segment): ReadonlySet<string> {
  const known = names.get(segment)
  if (known) return known
  const found = segment.lines.flatMap(({ element, text }) => {
    if (element === 'character') return readCue(text).names.map(({ name }) => name)
    const listed = element === 'general' ? /^(?:出场)?人物?[：:](.*)$/su.exec(text)?.[1] : ''
    return (listed || '').split(/[、，,\s]+/u).map((name) => name.replace(/[*×]\d+$/u, ''))
  })
  const keys = new Set(found.map(keyOfName).filter((name) => name !== ''))
  names.set(segment, keys)
  return keys
}
