import type { Language } from '../../domain/language.ts'
import { textOf } from '../../domain/line.ts'
import type { SegmentKind } from '../../domain/segment.ts'
import { defaultTargetSeconds } from '../../domain/series.ts'
import { guessLanguage } from '../language.ts'
import type { WrittenNote } from '../reading.ts'
import type {
  Loss,
  Screenplay,
  ScreenplayEpisode,
  ScreenplayLine,
  ScreenplaySegment,
} from '../screenplay.ts'
import { writeXml, type XmlElement } from '../xml.ts'
import {
  type CarriedLine,
  readCarriedHeading,
  readCarriedLine,
  readCarriedShell,
} from './carried.ts'
import { lengthOf, pairOf } from './draft.ts'
import { pairAt, sidesIn } from './dual.ts'
import {
  differences,
  episodeValue,
  factsElement,
  lineValue,
  seriesValue,
  withFacts,
} from './facts.ts'
import {
  isEpisodeOrSegment,
  isOutlineBody,
  isSilent,
  writeEpisode,
  writeSegment,
} from './headings.ts'
import { carriedWith } from './joined.ts'
import { type Ends, Notebook, type WrittenLine } from './notebook.ts'
import { plainParagraph, readParagraph, writeParagraph } from './paragraph.ts'
import { movedPlace, plainText } from './runs.ts'
import { contentOf, keptShell, plainShell, titlePageOf, typesIn, withContent } from './shell.ts'
import { withChildren } from './tree.ts'
import { type Paginated, paginatedIn } from './types.ts'

/// Writes a Final Draft file with the full micro-drama mapping (see headings.ts and facts.ts), so
/// that `readFdx` gives the screenplay back. What came in a file of Final Draft's goes out as it was,
/// as far as nobody has changed it. `notes` are what a room says on it.
export function writeFdx(screenplay: Screenplay, notes: readonly WrittenNote[] = []): string {
  return writeFdxFile(screenplay, notes).text
}

/// The same, with what had to be put elsewhere.
export function writeFdxFile(
  screenplay: Screenplay,
  notes: readonly WrittenNote[] = [],
): { readonly text: string; readonly losses: readonly Loss[] } {
  const kept = readCarriedShell(screenplay.carried)
  const shell = kept && contentOf(kept.shell) ? kept : undefined
  const script = new Script(screenplay.language, shell ? paginatedIn(shell.shell) : new Map())
  for (const [i, episode] of screenplay.episodes.entries()) {
    script.episode(episode, i, screenplay.episodes.length === 1)
  }
  const types = typesIn(script.paragraphs)
  const around = shell ? keptShell(shell, screenplay, types) : plainShell(screenplay, types)
  const content = contentOf(around)
  const book = new Notebook(notes, script.lines)
  const paragraphs = script.paragraphs.map((each) => book.paragraph(each))
  const { root, losses } = book.file(
    withContent(around, [...paragraphs, ...(content?.children ?? [])]),
    script.notes,
  )
  const [first] = screenplay.episodes
  const bare = shell || (screenplay.episodes.length === 1 && first && !isTitled(first))
  const facts = seriesFacts(screenplay, titlePageOf(around), bare ? usual : undefined)
  const whole = facts ? withChildren(root, [...root.children, factsElement(facts)]) : root
  return { text: writeXml(whole, { indent: true }), losses }
}

/// What every new series says anyway: a file without episodes, or of another program, needs no word
/// of ours for it.
const usual = JSON.stringify({ targetSeconds: defaultTargetSeconds })

/// What a series has beyond its title page; `needless` is what can be left out where it is all.
function seriesFacts(
  screenplay: Screenplay,
  page: ReturnType<typeof titlePageOf>,
  needless: string | undefined,
) {
  const { language, ...given } = seriesValue(screenplay)
  const facts = differences(given, { ...page, logline: '' })
  const text = screenplay.episodes
    .flatMap(({ hook, beats, cliffhanger }) => [hook, ...beats, cliffhanger])
    .flatMap(({ lines }) => lines.map(({ spans }) => textOf(spans)))
    .join('\n')
  const guessed = guessLanguage(text) === language
  if (!facts || JSON.stringify(facts) === needless) {
    return guessed ? undefined : { language }
  }
  return guessed ? facts : { ...facts, language }
}

/// The paragraphs of a script, one after the other, and where its notes come to lie.
class Script {
  readonly paragraphs: XmlElement[] = []
  readonly notes = new Map<number, Ends>()
  /// All lines in their order.
  readonly lines: WrittenLine[] = []
  readonly #language: Language
  readonly #paginated: Paginated
  /// Where the next paragraph begins, as Final Draft counts.
  #start = 0

  constructor(language: Language, paginated: Paginated) {
    this.#language = language
    this.#paginated = paginated
  }

  episode(episode: ScreenplayEpisode, place: number, only: boolean): void {
    const { hook, beats, cliffhanger } = episode
    const all: Part[] = [
      ['hook', hook],
      ...beats.map((beat): Part => ['beat', beat]),
      ['cliffhanger', cliffhanger],
    ]
    // The first that is written may go without a heading; a beat is never left out.
    const segments = all.filter(
      ([kind, segment]) => kind === 'beat' || !isSilent(kind, segment, false),
    )
    const before = place === 0 ? openingOf(segments) : 0
    const parted = segments.some(([kind, segment], i) => !isSilent(kind, segment, i === 0))
    const untitled = only || (place === 0 && parted && isUntitled(episode))
    const titled = !untitled || isTitled(episode)
    if (titled) {
      this.#lines(segments[0]?.[1].lines.slice(0, before) ?? [])
      for (const each of writeEpisode(this.#language, place, episode)) this.#put(each)
    }
    for (const [i, [kind, segment]] of segments.entries()) {
      const standing = { first: i === 0, last: i === segments.length - 1 }
      const lines = titled && i === 0 ? segment.lines.slice(before) : segment.lines
      const silent = standing.first && isSilent(kind, segment, true)
      if (!silent) {
        for (const each of writeSegment(this.#language, kind, segment, standing)) this.#put(each)
      }
      this.#lines(lines, titled || !silent)
    }
  }

  #put(element: XmlElement): void {
    this.paragraphs.push(element)
    if (element.name === 'Paragraph') this.#start += lengthOf(element) + 1
  }

  /// `below` where they stand right under a heading: there a paragraph of outline would be its own.
  #lines(lines: readonly ScreenplayLine[], below = false): void {
    for (let at = 0; at < lines.length; ) {
      const carried = carriedWith(lines[at])
      for (const each of carried.before) this.#put(each)
      const count = pairLength(lines, at, carried)
      if (count > 0) {
        this.#pair(lines.slice(at, at + count), carried)
        at += count
        continue
      }
      const line = lines[at] as ScreenplayLine
      const paragraph = this.#paragraph(line, undefined, carried)
      const misread =
        isEpisodeOrSegment(paragraph) || (below && at === 0 && isOutlineBody(paragraph))
      const plain = { ...carried, paragraph: plainParagraph(line) }
      this.#note(carried, textOf(line.spans))
      const written = misread ? this.#paragraph(line, undefined, plain) : paragraph
      this.lines.push({ line, start: this.#start, paired: false, paragraph: written })
      this.#put(written)
      at += 1
    }
  }

  #pair(lines: readonly ScreenplayLine[], first: CarriedLine): void {
    const sides = sidesIn(lines.map(({ element }) => element))
    const paragraphs = lines.map((line, i) => {
      const carried = i === 0 ? first : carriedWith(line)
      if (i > 0) for (const each of carried.before) this.#put(each)
      this.#note(carried)
      const paragraph = this.#paragraph(line, sides[i], carried)
      this.lines.push({ line, start: this.#start, paired: true, paragraph })
      return paragraph
    })
    this.#put(pairOf(first.dual, paragraphs))
  }

  #paragraph(
    line: ScreenplayLine,
    side: 'left' | 'right' | undefined,
    carried: CarriedLine,
  ): XmlElement {
    const paragraph = writeParagraph(line, carried.paragraph, this.#paginated)
    const read = readParagraph(paragraph, this.#paginated)
    const shown = { ...read, ...(side && { dual: side }) }
    return withFacts(paragraph, differences(lineValue(line), lineValue(shown)))
  }

  /// `text` is what the line says now, where notes are on words of it.
  #note({ notes, paragraph }: CarriedLine, text?: string): void {
    const before = paragraph && plainText(paragraph)
    for (const { note, end, at } of notes) {
      const known = before !== undefined && text !== undefined
      const side = end === 'Start' ? 'before' : 'behind'
      const place = known ? movedPlace(at, before, text, side) : at
      this.notes.set(note, { ...this.notes.get(note), [end]: this.#start + place })
    }
  }
}

type Part = readonly [SegmentKind, ScreenplaySegment]

/// How many lines of the first episode stood above its heading in the file they are from. None do
/// any more where that would leave their own segment with nothing, and them to the next.
function openingOf(parts: readonly Part[]): number {
  const [kind, segment] = parts[0] ?? []
  if (!kind || !segment) return 0
  const found = segment.lines.findIndex((line) => !isPreface(line))
  const count = found < 0 ? segment.lines.length : found
  const gone = count === segment.lines.length && parts.length > 1 && isSilent(kind, segment, true)
  return gone ? 0 : count
}

function isPreface(line: ScreenplayLine): boolean {
  return readCarriedLine(line.carried).preface === true
}

/// Whether the first of several episodes had no heading in the file it is from.
function isUntitled(episode: ScreenplayEpisode): boolean {
  return readCarriedHeading(episode.carried).untitled === true
}

/// Whether an episode that could do without a heading needs one.
function isTitled(episode: ScreenplayEpisode): boolean {
  const { title, summary, ...facts } = episodeValue(episode)
  const kept = readCarriedHeading(episode.carried).paragraphs.length > 0
  return kept || title !== '' || summary !== '' || Object.keys(facts).length > 0
}

/// How many lines stand beside each other from here on; 0 where none do.
function pairLength(lines: readonly ScreenplayLine[], at: number, carried: CarriedLine): number {
  const { count } = carried
  const first = lines[at]
  const single = first?.element === 'character' && first.dual === undefined
  if (count !== undefined && at + count <= lines.length && !single) return count
  return pairAt(lines, at)
}
