import type { SegmentKind } from '../../domain/segment.ts'
import type {
  Loss,
  Screenplay,
  ScreenplayEpisode,
  ScreenplayLine,
  ScreenplaySegment,
} from '../screenplay.ts'
import { elementsOf, writeFragment, type XmlElement, type XmlNode } from '../xml.ts'
import {
  type NoteEnd,
  withFdx,
  writeCarriedHeading,
  writeCarriedLine,
  writeCarriedShell,
} from './carried.ts'
import type { Draft } from './draft.ts'
import { isSilent, plainEpisode, plainSegment } from './headings.ts'
import { plainParagraph } from './paragraph.ts'
import type { EpisodeDraft, SegmentDraft } from './season.ts'
import { contentOf, plainShell, typesIn, undeclaredIn, withContent } from './shell.ts'
import { sameList, sameXml, withChildren } from './tree.ts'

/// The screenplay with what its file has beyond it: the same episodes, segments and lines. `losses`
/// takes what was too large.
export function carry(
  screenplay: Screenplay,
  drafts: readonly EpisodeDraft[],
  ends: ReadonlyMap<Draft, readonly NoteEnd[]>,
  losses: Loss[],
): Screenplay {
  const { language } = screenplay
  const only = drafts.length === 1
  const episodes = screenplay.episodes.map((episode, i) => {
    const draft = drafts[i] as EpisodeDraft
    const first = (draft.hook ?? draft.beats[0] ?? draft.cliffhanger) as SegmentDraft | undefined
    const segment = (of: ScreenplaySegment, from: SegmentDraft | undefined, kind: SegmentKind) =>
      from ? carrySegment(of, from, kind, from === first) : of
    const { heading } = draft
    const plain = plainEpisode(language, i, episode)
    const silent = only && episode.title === '' && episode.summary === '' && !heading?.facts
    const whole: ScreenplayEpisode = {
      ...episode,
      hook: segment(episode.hook, draft.hook, 'hook'),
      beats: episode.beats.map((beat, j) => segment(beat, draft.beats[j], 'beat')),
      cliffhanger: segment(episode.cliffhanger, draft.cliffhanger, 'cliffhanger'),
    }
    if (!heading && !only) {
      return withFdx(whole, writeCarriedHeading({ paragraphs: [], untitled: true }))
    }
    if (!heading || (sameList(heading.paragraphs, plain) && !silent)) return whole
    const kept = { paragraphs: heading.paragraphs, place: i }
    return withFdx(whole, writeCarriedHeading(kept))
  })
  return { ...screenplay, episodes }

  function carrySegment(
    of: ScreenplaySegment,
    from: SegmentDraft,
    kind: SegmentKind,
    first: boolean,
  ) {
    const only = of.lines.length === 1
    const lines = of.lines.map((line, i) => carryLine(line, from.lines[i] as Draft, only))
    const paragraphs = from.heading?.paragraphs ?? []
    const whole = { ...of, lines }
    const plain = sameList(paragraphs, plainSegment(language, kind, of.outline))
    const silent = isSilent(kind, whole, first)
    if (!from.heading || (plain && !silent)) return whole
    return withFdx(whole, writeCarriedHeading({ paragraphs }))
  }

  function carryLine(line: ScreenplayLine, from: Draft, only: boolean): ScreenplayLine {
    const { paragraph, carried } = from
    // A segment whose only line is this counts as one that nobody has written in.
    const untouched = sameXml(paragraph, plainParagraph({ element: 'action', spans: [] }))
    const alone = only && untouched && Object.keys(line).length === 2
    const notes = ends.get(from) ?? []
    // A note is on words, which are told by the text they were in.
    const plain = !alone && notes.length === 0 && sameXml(paragraph, plainParagraph(line))
    const text = writeCarriedLine({ ...carried, notes, ...(!plain && { paragraph }) })
    if (text === undefined || text.length <= mostOfLine) return withFdx(line, text)
    const at = from.at === undefined ? {} : { at: from.at }
    losses.push({ code: 'fdx.left-out', message: tooLarge('What stands beside this line'), ...at })
    return line
  }
}

/// What is carried with the series and with a line, at most, in characters: a series is in
/// everybody's browser.
const mostCarried = 1_000_000
const mostOfLine = 100_000

function tooLarge(what: string): string {
  return `${what} is too large to come along and was left out.`
}

/// The file without its script; what is too large to be carried is left out, the largest first.
export function shellOf(root: XmlElement, behind: readonly XmlElement[]) {
  // What stands behind the script is weighed as one.
  const tail = behind.reduce((sum, each) => sum + writeFragment(each).length, 0)
  const shell = withContent(root, tail > mostCarried ? [] : behind)
  const content = contentOf(shell)
  const sizes = elementsOf(shell)
    .filter((child) => child !== content)
    .map((child) => ({ child, size: writeFragment(child).length }))
    .sort((a, b) => b.size - a.size)
  let size = sizes.reduce((sum, each) => sum + each.size, 0)
  const out = new Set<XmlNode>()
  for (const each of sizes) {
    if (size <= mostCarried) break
    size -= each.size
    out.add(each.child)
  }
  const names = new Set([...out].map((child) => (typeof child === 'string' ? child : child.name)))
  const losses = [...names].map((name): Loss => {
    return { code: 'fdx.left-out', message: tooLarge(`“${name}”`) }
  })
  const kept = shell.children.filter((child) => !out.has(child))
  if (tail > mostCarried) {
    losses.push({ code: 'fdx.left-out', message: tooLarge('What stands behind the script') })
  }
  return { root: withChildren(shell, kept), losses }
}

export function withShell(
  screenplay: Screenplay,
  shell: XmlElement,
  drafts: readonly Draft[],
  foreign: boolean,
): Screenplay {
  const types = typesIn(drafts.map(({ paragraph }) => paragraph))
  const plain = plainShell(screenplay, types)
  if (!foreign && sameXml(shell, plain)) return screenplay
  const undeclared = undeclaredIn(shell, types)
  return withFdx(screenplay, writeCarriedShell({ shell, undeclared }))
}
