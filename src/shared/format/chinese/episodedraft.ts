import { textOf } from '../../domain/line.ts'
import type { SegmentKind } from '../../domain/segment.ts'
import type { Loss, ScreenplayEpisode, ScreenplayLine, ScreenplaySegment } from '../screenplay.ts'
import type { Noted } from './forms.ts'
import { type Fact, headingWith, splitNumber } from './header.ts'
import type { Paragraph } from './paragraph.ts'

interface Part {
  /// Absent for a scene that no segment is marked around.
  readonly kind?: SegmentKind
  readonly outline: string[]
  readonly lines: ScreenplayLine[]
}

/// An episode while it is being read, paragraph by paragraph.
export class EpisodeDraft {
  readonly number: number | undefined
  readonly at: number | undefined
  private readonly title: string
  private unlock: boolean
  private readonly summary: string[] = []
  private readonly hook: string[] = []
  private readonly cliffhanger: string[] = []
  private readonly parts: Part[] = []
  /// Marks segments itself: then scenes are no beats.
  private marked = false
  /// Facts directly under the heading, which may belong into it.
  private under: { readonly at: number; readonly facts: Map<number, Fact> } | undefined
  private pendingUnlock: Paragraph | undefined

  constructor(said: {
    readonly number?: number
    readonly title: string
    readonly unlock: boolean
    readonly at?: number
  }) {
    this.number = said.number
    this.at = said.at
    this.title = said.title
    this.unlock = said.unlock
  }

  get isEmpty(): boolean {
    const said = [this.summary, this.hook, this.cliffhanger, this.parts]
    return said.every(({ length }) => length === 0) && !this.unlock
  }

  get last(): ScreenplayLine | undefined {
    return this.parts.at(-1)?.lines.at(-1)
  }

  scene(text: string): void {
    this.settle()
    const before = this.parts.at(-1)
    const opens = before && !before.lines.some(({ element }) => element === 'scene-heading')
    const part = this.marked || (opens && this.parts.length === 1) ? this.current() : this.begin()
    this.under = { at: part.lines.length, facts: new Map() }
    const { number, text: heading } = splitNumber(text)
    part.lines.push({ ...words('scene-heading', heading), ...(number && { sceneNumber: number }) })
  }

  segment(kind: SegmentKind, outline: string): void {
    this.settle()
    const part = this.begin(kind)
    this.marked = true
    if (outline !== '') part.outline.push(outline)
  }

  fact(fact: Fact, paragraph: Paragraph): void {
    const { lines } = this.current()
    if (fact.about === 'time' || fact.about === 'place') this.under?.facts.set(lines.length, fact)
    lines.push({ element: 'general', spans: paragraph.spans })
  }

  note(of: Noted, text: string, { spans }: Paragraph): void {
    const part = this.parts.at(-1)
    const hasScript = part?.lines.some(
      ({ element }) => element !== 'scene-heading' && element !== 'general',
    )
    if (of === 'hook') this.hook.push(text)
    else if (of === 'cliffhanger') this.cliffhanger.push(text)
    else if (of === 'summary' || !part) this.summary.push(text)
    else if (hasScript) part.lines.push({ element: 'general', spans })
    else part.outline.push(text)
  }

  /// A heading that is no episode's and no scene's: in front of the script it heads what is said of
  /// the episode.
  heading({ spans }: Paragraph): void {
    if (this.parts.length === 0 && this.at !== undefined) this.summary.push(textOf(spans))
    else this.add([{ element: 'general', spans }])
  }

  add(lines: readonly ScreenplayLine[]): void {
    this.settle()
    this.current().lines.push(...lines)
  }

  unlockAt(paragraph: Paragraph): void {
    this.settle()
    this.unlock = true
    this.pendingUnlock = paragraph
  }

  end(): void {
    this.settle()
  }

  /// Text goes on: a mark of payment that is not at the end of its episode stays in the script.
  goOn(losses: Loss[]): void {
    const mark = this.pendingUnlock
    if (!mark) return
    this.pendingUnlock = undefined
    this.current().lines.push({ element: 'general', spans: mark.spans })
    losses.push({
      code: 'zh.unlock-inside',
      message: 'This mark of payment stands inside an episode: the unlock point is now at its end.',
      at: mark.at,
    })
  }

  made(): ScreenplayEpisode {
    this.settle()
    const parts = [...this.parts]
    const first = parts[0]?.kind === 'hook' ? parts.shift() : undefined
    const last = parts.at(-1)?.kind === 'cliffhanger' ? parts.pop() : undefined
    return {
      title: this.title,
      summary: this.summary.join('\n'),
      hook: segmentOf(first, this.hook),
      beats: parts.map((part) => segmentOf(part)),
      cliffhanger: segmentOf(last, this.cliffhanger),
      ...(this.unlock && { unlock: true }),
    }
  }

  private current(): Part {
    return this.parts.at(-1) ?? this.begin()
  }

  private begin(kind?: SegmentKind): Part {
    const part: Part = { ...(kind && { kind }), outline: [], lines: [] }
    this.parts.push(part)
    return part
  }

  /// Time and place under the heading become part of it, where it can be read again.
  private settle(): void {
    const { under } = this
    this.under = undefined
    if (!under || under.facts.size === 0) return
    const { lines } = this.current()
    const merged = headingWith(textOf(lines[under.at]?.spans ?? []), [...under.facts.values()])
    if (merged === undefined) return
    const rest = lines.slice(under.at + 1).filter((_, i) => !under.facts.has(under.at + 1 + i))
    lines.splice(under.at, lines.length, words('scene-heading', merged), ...rest)
  }
}

function segmentOf(part: Part | undefined, outline: readonly string[] = []): ScreenplaySegment {
  return { outline: [...outline, ...(part?.outline ?? [])].join('\n'), lines: part?.lines ?? [] }
}

function words(element: ScreenplayLine['element'], text: string): ScreenplayLine {
  return { element, spans: [{ text, style: {} }] }
}
