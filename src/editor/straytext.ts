import type { TextPoint } from '../shared/document/anchor.ts'
import { fieldText, smallestEdit } from '../shared/document/field.ts'
import type { SeriesDocument } from '../shared/document/seriesdocument.ts'
import { breakLine } from '../shared/document/splitline.ts'
import { type TiedText, tieText } from '../shared/document/tied.ts'
import { asParagraph, type TextControl } from './textfield.ts'

/// A text control bound to the line, outline or title that a point is in, also where that is in the
/// bin: who writes in what another bins writes on in it. What is typed is in the document with the
/// same event, also while an input method composes.
export interface StrayText {
  /// Where the cursor of the control is now.
  here(): TextPoint
  destroy(): void
}

export function bindStrayText(
  control: TextControl,
  document: SeriesDocument,
  start: TextPoint,
): StrayText {
  let point = start
  let value = ''
  let tied: TiedText | undefined
  let composing = false
  let writing = false
  const controller = new AbortController()
  const on = (type: string, listener: (event: Event) => void) =>
    control.addEventListener(type, listener, { signal: controller.signal })

  function show(text: string, caret: number): void {
    value = text
    tied = tieText(document, point)
    if (control.value !== text) control.value = text
    control.setSelectionRange(caret, caret)
  }

  function change(edit: () => void): void {
    writing = true
    document.edit(edit)
    writing = false
  }

  function write(): void {
    if (control.value === value) return
    const caret = control.selectionEnd ?? control.value.length
    const typed = smallestEdit(value, control.value, caret)
    const insert = composing ? typed.insert : asParagraph(typed.insert)
    change(() => tied?.replace(typed.from, typed.to, insert))
    if (composing) {
      // The control says what it says until the composition ends.
      value = control.value
      tied = tieText(document, point)
    } else show(textAt(document, point) ?? value, typed.from + insert.length)
  }

  /// What others do to it, once no input method is in it.
  function read(): void {
    const text = textAt(document, point)
    if (writing || composing || text === undefined || text === value) return
    const { from, to, insert } = smallestEdit(value, text)
    const caret = control.selectionEnd ?? value.length
    const moved = caret <= from ? caret : Math.max(from, caret - (to - from)) + insert.length
    show(text, Math.min(moved, text.length))
  }

  /// Enter, as in the script.
  function breakHere(): void {
    const group = point.in === 'line' ? document.reading.groupOfLine(point.line) : undefined
    if (!group || point.in !== 'line') return
    const spotsNow = () => document.reading.spots(group)
    const { line: id } = point
    const index = spotsNow().findIndex(({ line }) => line.id === id)
    const spot = spotsNow()[index]
    if (!spot) return
    change(() => breakLine(document, spot, control.selectionEnd ?? spot.line.text.length))
    const next = document.reading.groupOfLine(id)
    const below = next && document.reading.spots(next)[index + 1]
    if (!below) return
    point = { in: 'line', line: below.line.id, offset: 0 }
    show(below.line.text, 0)
  }

  on('input', write)
  on('compositionstart', () => {
    composing = true
  })
  on('compositionend', () => {
    composing = false
    write()
    read()
  })
  on('keydown', (event) => {
    const { key, isComposing } = event as KeyboardEvent
    if (key !== 'Enter' || isComposing) return
    event.preventDefault()
    breakHere()
  })
  const stop = document.reading.onChange(read)
  const text = textAt(document, point) ?? ''
  show(text, Math.min(point.offset, text.length))
  return {
    here: () => ({ ...point, offset: control.selectionEnd ?? value.length }),
    destroy() {
      controller.abort()
      stop()
    },
  }
}

/// The text that a point is in, in the bin or not.
function textAt(document: SeriesDocument, point: TextPoint): string | undefined {
  if (point.in !== 'line') return fieldText(document, point)?.toString()
  const group = document.reading.groupOfLine(point.line)
  const spots = group && document.reading.spots(group)
  return spots?.find(({ line }) => line.id === point.line)?.line.text
}
