import { type Element, elements } from '../../domain/element.ts'
import type { Style } from '../../domain/line.ts'
import { readCarriedLine, readCarriedShell } from '../fdx/carried.ts'
import { firstOf } from '../fdx/tree.ts'
import { typeOf } from '../fdx/types.ts'
import type { Screenplay, ScreenplayLine } from '../screenplay.ts'
import { elementsOf, type XmlElement } from '../xml.ts'
import { pitch } from './book.ts'
import type { ElementMeasure, Measures } from './measures.ts'
import type { Box } from './paragraph.ts'

/// A script that came from a Final Draft file keeps the margins, spaces and styles that were set
/// there, and its pages begin where the writer made them begin.
export interface FinalDraftLook {
  readonly measures: Measures
  of(line: ScreenplayLine): LineLook
}

export interface LineLook {
  readonly newPage?: true
  /// Where the type of the paragraph is none of our elements.
  readonly measure?: ElementMeasure
}

/// Undefined where the script came from elsewhere.
export function finalDraftLook(
  { carried }: Screenplay,
  usual: Measures,
): FinalDraftLook | undefined {
  const shell = readCarriedShell(carried)?.shell
  if (!shell) return undefined
  const types = new Map(
    elementsOf(shell, 'ElementSettings').map((settings) => [
      settings.attributes.Type?.toLowerCase() ?? '',
      typeLook(settings),
    ]),
  )
  const own = elements.map((element): [Element, ElementMeasure] => [
    element,
    types.get(typeOf(element).toLowerCase())?.measure ?? usual.elements[element],
  ])
  return {
    measures: { ...usual, elements: Object.fromEntries(own) as Measures['elements'] },
    of(line) {
      if (!line.carried?.fdx) return {}
      const { Type, StartsNewPage } = readCarriedLine(line.carried).paragraph?.attributes ?? {}
      const type = Type === undefined ? undefined : types.get(Type.toLowerCase())
      const named = Type !== undefined && Type !== typeOf(line.element)
      const newPage = StartsNewPage === undefined ? type?.newPage : StartsNewPage === 'Yes'
      return {
        ...(newPage && { newPage }),
        ...(named && type && { measure: type.measure }),
      }
    },
  }
}

interface TypeLook {
  readonly measure: ElementMeasure
  readonly newPage: boolean
}

function typeLook(settings: XmlElement): TypeLook {
  const spec = firstOf(settings, 'ParagraphSpec')?.attributes ?? {}
  const styles = firstOf(settings, 'FontSpec')?.attributes.Style ?? ''
  const inches = (name: string, usual: number) => {
    const value = Number(spec[name] ?? usual)
    return Number.isFinite(value) ? value : usual
  }
  const first = inches('FirstIndent', 0)
  const left = inches('LeftIndent', 1.5)
  const align = spec.Alignment?.toLowerCase()
  const box: Box = {
    left: Math.max(0, (left + Math.min(0, first)) * 72),
    // A bracket that hangs takes a character of its own.
    width: (charactersIn(inches('RightIndent', 7.5) - left) + (first < 0 ? 1 : 0)) * pitch,
    align: align === 'center' || align === 'right' ? align : 'left',
    hang: first < 0 ? pitch : 0,
  }
  return {
    // Points; a row is 12.
    measure: { box, space: Math.round(inches('SpaceBefore', 0) / 12), style: styleOf(styles) },
    newPage: spec.StartsNewPage === 'Yes',
  }
}

/// Final Draft prints seven points to a character, and leaves the last one that would just fit.
function charactersIn(inches: number): number {
  return Math.max(1, Math.ceil((inches * 72) / 7 - 0.001) - 1)
}

function styleOf(styles: string): Style {
  const set = new Set(styles.split('+'))
  return {
    ...(set.has('Bold') && { bold: true }),
    ...(set.has('Italic') && { italic: true }),
    ...(set.has('Underline') && { underline: true }),
  }
}
