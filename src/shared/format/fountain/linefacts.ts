import { sameSpans } from '../../domain/line.ts'
import type { ScreenplayLine } from '../screenplay.ts'
import { canonicalSpans, hearExact, sayExact } from './exact.ts'
import {
  type Fact,
  type Hear,
  hearCarried,
  hearNumber,
  hearText,
  once,
  readFacts,
  sayCarried,
  sayText,
  writeFactNote,
} from './facts.ts'
import { normalLine, sameText } from './normal.ts'

/// What a line has that its text on the page does not say.
export type LineFacts = Partial<Omit<ScreenplayLine, 'element'>>

/// A line as it is kept: spans in canonical form, nothing that is absent.
export function canonicalLine(line: ScreenplayLine): ScreenplayLine {
  const { element, spans, dual, align, sceneNumber, translation } = line
  const { seconds, sceneSeconds, carried } = line
  return {
    element,
    spans: canonicalSpans(spans),
    ...(dual && { dual }),
    ...(align && { align }),
    ...(sceneNumber !== undefined && { sceneNumber }),
    ...(Number.isFinite(seconds) && { seconds }),
    ...(Number.isFinite(sceneSeconds) && { sceneSeconds }),
    ...(translation !== undefined && { translation }),
    ...(carried && Object.keys(carried).length > 0 && { carried }),
  }
}

/// The note that stands above a line that shows as `shown` to make it `line` (in canonical form).
export function lineNote(line: ScreenplayLine, shown: ScreenplayLine): string | undefined {
  const { dual, align, sceneNumber, seconds, sceneSeconds, translation, carried } = line
  const facts: Fact[] = []
  if (seconds !== undefined) facts.push(['seconds', String(seconds)])
  if (sceneSeconds !== undefined) facts.push(['scene seconds', String(sceneSeconds)])
  if (sceneNumber !== undefined && sceneNumber !== shown.sceneNumber) {
    facts.push(['scene', sayText(sceneNumber)])
  }
  if (dual !== shown.dual && dual) facts.push(['dual', dual])
  if (align !== shown.align && align) facts.push(['align', align])
  if (translation !== undefined) facts.push(['translation', sayText(translation)])
  facts.push(...sayCarried(carried))
  if (!sameSpans(line.spans, shown.spans)) facts.push(['exact', sayExact(line.spans)])
  return writeFactNote('line', facts)
}

const ways: { readonly [key: string]: Hear<ScreenplayLine> } = {
  seconds: once('seconds', hearNumber),
  'scene seconds': once('sceneSeconds', hearNumber),
  scene: once('sceneNumber', hearText),
  dual: once('dual', (value) => {
    const side = hearText(value)
    return side === 'left' || side === 'right' ? side : undefined
  }),
  align: once('align', (value) => (hearText(value) === 'center' ? 'center' : undefined)),
  translation: once('translation', hearText),
  exact: once('spans', hearExact),
  carried(values) {
    const left = hearCarried(values)
    return left && { carried: left }
  },
}

/// What a note says of the line behind it. Undefined where any of it says nothing to us.
export function readLineFacts(facts: readonly Fact[]): LineFacts | undefined {
  return readFacts(facts, ways)
}

/// A line as read, with what the note above it says. `stale` where the exact text that the note
/// gives is not the line's any more, because somebody has changed the line since: then it is left
/// out.
export function withFacts(
  line: ScreenplayLine,
  { spans, ...facts }: LineFacts,
): { readonly line: ScreenplayLine; readonly stale: boolean } {
  if (!spans) return { line: { ...line, ...facts }, stale: false }
  const { element } = line
  const shown = normalLine({ element, spans })
  const stale = !sameText(shown, { element, spans: line.spans })
  return { line: { ...line, ...facts, ...(!stale && { spans }) }, stale }
}

/// Whether two lines are equal in all they have; both in canonical form.
export function sameWhole(a: ScreenplayLine, b: ScreenplayLine): boolean {
  const left = Object.entries(a.carried ?? {})
  return (
    sameText(a, b) &&
    a.seconds === b.seconds &&
    a.sceneSeconds === b.sceneSeconds &&
    a.translation === b.translation &&
    left.length === Object.keys(b.carried ?? {}).length &&
    left.every(([format, text]) => b.carried?.[format] === text)
  )
}
