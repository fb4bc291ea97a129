import type { Element } from '../../domain/element.ts'
import type { Style } from '../../domain/line.ts'
import { em, type Paper, pitch } from './book.ts'
import { type Box, columns } from './paragraph.ts'

/// Where everything stands on a page.
export interface Measures {
  /// Rows a page holds, and points from one to the next.
  readonly rows: number
  readonly leading: number
  /// Baseline of the first row.
  readonly top: number
  readonly elements: Readonly<Record<Element, ElementMeasure>>
}

export interface ElementMeasure {
  readonly box: Box
  /// Empty rows before it.
  readonly space: number
  /// What it is set in beside the styles of its text.
  readonly style?: Style
}

const wide = { box: columns(1.5, 61), space: 1 }

/// A screenplay in Courier 12 on US Letter, as Final Draft lays it out: in inches from the edge of the
/// page 1.5–7.5 for action, 2.5–6.0 for dialogue, 3.0–5.5 for parentheticals, whose bracket hangs,
/// 3.5–7.25 for characters, and transitions set to the right up to 7.1.
const screenplayElements: Measures['elements'] = {
  'scene-heading': { ...wide, space: 2 },
  action: wide,
  character: { box: columns(3.5, 38), space: 1 },
  parenthetical: { box: columns(2.9, 26, { hang: pitch }), space: 0 },
  dialogue: { box: columns(2.5, 35), space: 0 },
  transition: { box: columns(5.5, 16, { align: 'right' }), space: 1 },
  shot: wide,
  lyric: { box: columns(2.5, 35), space: 0 },
  'on-screen-text': wide,
  general: wide,
}

/// One of two who speak at once.
export interface DualColumn {
  readonly cue: Box
  readonly parenthetical: Box
  readonly spoken: Box
}

/// Each column is 29 characters wide, with the cue in its middle.
export const dualColumns = { left: dualColumn(1.5), right: dualColumn(4.625) }

function dualColumn(left: number): DualColumn {
  return {
    cue: columns(left, 29, { align: 'center' }),
    parenthetical: columns(left + 0.25, 26, { hang: pitch }),
    spoken: columns(left, 29),
  }
}

/// Where the number of a scene begins, on either side.
export const sceneNumberAt = { left: 0.75 * 72, right: 7.375 * 72 }

/// The running head: the number of the page ends here, the title begins here.
export const head = { y: 44, left: 108, right: 7.25 * 72 }

export function screenplayMeasures(paper: Paper, rows: number | undefined): Measures {
  // 54 rows of a sixth of an inch between margins of one inch on Letter; A4 holds three more.
  const usual = paper.height > 800 ? 57 : 54
  return { rows: rows ?? usual, leading: 12, top: 80, elements: screenplayElements }
}

/// A Chinese script: everything from the left margin on, in rows of a third more than an ideograph.
export function chineseMeasures(paper: Paper, rows: number | undefined): Measures {
  const leading = 20
  const margin = 90
  const usual = Math.floor((paper.height - 144) / leading)
  // Whole ideographs: a row of 34 on A4.
  const width = Math.floor((paper.width - 2 * margin) / em) * em
  const flush = { box: { left: margin, width, align: 'left', hang: 0 } as const, space: 0 }
  const elements = Object.fromEntries(
    Object.keys(screenplayElements).map((element) => [element, flush]),
  ) as Record<Element, ElementMeasure>
  return {
    rows: rows ?? usual,
    leading,
    top: 72 + 15,
    elements: { ...elements, 'scene-heading': { ...flush, space: 1 } },
  }
}

/// Rows a little further apart: for what has no empty rows between its paragraphs, and for letters
/// that reach higher and lower than Latin ones.
export function airy(measures: Measures): Measures {
  const leading = 14
  return {
    ...measures,
    leading,
    rows: Math.floor((measures.rows * measures.leading) / leading),
  }
}

/// Whether a script is mostly in such letters.
export function isTall(texts: readonly string[]): boolean {
  let tall = 0
  let all = 0
  for (const text of texts) {
    all += text.length
    tall += text.match(tallLetters)?.length ?? 0
  }
  return tall * 4 > all
}

const tallLetters =
  /[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/g
