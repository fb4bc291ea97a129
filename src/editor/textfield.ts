import { type Field, fieldText, reviseField, smallestEdit } from '../shared/document/field.ts'
import type { SeriesDocument } from '../shared/document/seriesdocument.ts'

/// A text control bound to a shared text of one paragraph: an outline, a title, a summary. What is
/// typed is in the document with the same event, also while an input method composes. What others
/// type appears at once and keeps the caret; while a composition runs it waits for its end.

/// What the binding needs of a textarea or an input.
export interface TextControl extends EventTarget {
  value: string
  readonly selectionStart: number | null
  readonly selectionEnd: number | null
  setSelectionRange(start: number, end: number): void
}

export interface TextFieldEvents {
  /// The text or the selection is another than before; offsets are code units of the value.
  onChange?(value: string, start: number, end: number): void
  onComposition?(composing: boolean): void
  /// The browser's own undo and redo, from a menu or a shaken phone.
  onHistory?(step: 'undo' | 'redo'): void
}

export interface TextField {
  /// Ends the binding. What was typed is in the document.
  destroy(): void
}

export function bindTextField(
  control: TextControl,
  document: SeriesDocument,
  field: Field,
  events: TextFieldEvents = {},
): TextField {
  /// What control and document last agreed to show, each for itself.
  let value = ''
  let text = ''
  let alignment: Alignment = []
  let composing = false
  let writing = false
  let watched: ReturnType<typeof fieldText>
  const controller = new AbortController()
  const on = (type: string, listener: (event: Event) => void) =>
    control.addEventListener(type, listener, { signal: controller.signal })

  function read(): string {
    return fieldText(document, field)?.toString() ?? ''
  }

  /// Takes over what stands in the control.
  function write(): void {
    const next = control.value
    if (next === value) return
    const caret = control.selectionEnd ?? next.length
    const typed = smallestEdit(value, next, caret)
    const insert = composing ? typed.insert : asParagraph(typed.insert)
    const made = typedIn(alignment, typed.from, typed.to, insert.length)
    value = value.slice(0, typed.from) + insert + value.slice(typed.to)
    writing = true
    document.edit(() => {
      // From the back, so that places in front stay right; the insertion belongs to the first.
      for (const [i, { from, to }] of [...made.edits.entries()].reverse()) {
        const put = i === 0 ? insert : ''
        text = text.slice(0, from) + put + text.slice(to)
        reviseField(document, field, text, from + put.length)
      }
    })
    writing = false
    alignment = made.alignment
    if (insert !== typed.insert) {
      control.value = value
      const behind = typed.from + insert.length
      control.setSelectionRange(behind, behind)
    }
  }

  /// Shows what the document says, with the selection where it was in the text.
  function settle(): void {
    if (composing) return
    const start = toText(alignment, control.selectionStart ?? value.length)
    const end = toText(alignment, control.selectionEnd ?? value.length)
    if (control.value !== text) {
      control.value = text
      control.setSelectionRange(start, end)
    }
    value = text
    alignment = aligned(text.length)
    report()
  }

  function receive(delta: Delta): void {
    if (writing) return
    const now = read()
    const edits = apply(delta, text) === now ? editsOf(delta) : [smallestEdit(text, now)]
    for (const { from, to, insert } of edits) {
      alignment = receivedIn(alignment, from, to, insert.length)
    }
    text = now
    settle()
  }

  const listener = (event: { readonly delta: Delta }) => receive(event.delta)

  /// The text of a field may be another than before: a third party can put a new one in its place.
  function watch(): void {
    const found = fieldText(document, field)
    if (found === watched) return
    watched?.unobserve(listener)
    watched = found
    watched?.observe(listener)
    if (!writing && read() !== text) receive([])
  }

  function report(): void {
    const length = control.value.length
    const start = control.selectionStart ?? length
    events.onChange?.(control.value, start, control.selectionEnd ?? start)
  }

  function compose(now: boolean): void {
    if (composing === now) return
    composing = now
    if (!now) settle()
    events.onComposition?.(now)
  }

  on('input', () => {
    write()
    report()
  })
  on('compositionstart', () => compose(true))
  on('compositionend', () => {
    write()
    compose(false)
  })
  on('blur', () => {
    write()
    compose(false)
  })
  on('beforeinput', (event) => {
    const step = 'inputType' in event ? historySteps.get(String(event.inputType)) : undefined
    if (!step) return
    event.preventDefault()
    events.onHistory?.(step)
  })
  for (const type of ['select', 'selectionchange', 'keyup', 'pointerup']) on(type, report)

  text = read()
  value = text
  control.value = text
  alignment = aligned(text.length)
  watch()
  const unwatch = document.reading.onChange(watch)
  return {
    destroy() {
      write()
      controller.abort()
      unwatch()
      watched?.unobserve(listener)
    },
  }
}

const historySteps = new Map<string, 'undo' | 'redo'>([
  ['historyUndo', 'undo'],
  ['historyRedo', 'redo'],
])

/// What is put into a text of one paragraph.
export function asParagraph(text: string): string {
  return text.replaceAll(/[ \t]*[\r\n\u2028\u2029]+[ \t]*/g, ' ')
}

/// How the value of a control lies beside its text while the two differ: stretches that are in
/// both, only in the control (somebody deleted them) and only in the text (somebody typed them).
type Alignment = readonly Stretch[]

interface Stretch {
  readonly in: 'both' | 'control' | 'text'
  readonly length: number
}

interface Range {
  readonly from: number
  readonly to: number
}

function aligned(length: number): Alignment {
  return [{ in: 'both', length }]
}

/// A replacement in the control. `edits` are the ranges of the text to delete, in order and apart;
/// what was typed goes to the start of the first. There is at least one.
function typedIn(
  alignment: Alignment,
  from: number,
  to: number,
  insert: number,
): { readonly alignment: Alignment; readonly edits: readonly Range[] } {
  const next: Stretch[] = []
  const edits: Range[] = []
  let inControl = 0
  let inText = 0
  let placed = false
  const place = () => {
    if (placed) return
    placed = true
    next.push({ in: 'both', length: insert })
    edits.push({ from: inText, to: inText })
  }
  for (const stretch of alignment) {
    if (stretch.in === 'text') {
      next.push(stretch)
      inText += stretch.length
      continue
    }
    const end = inControl + stretch.length
    const before = clamp(from - inControl, stretch.length)
    const gone = clamp(to - inControl, stretch.length) - before
    const step = stretch.in === 'both' ? 1 : 0
    next.push({ ...stretch, length: before })
    inText += before * step
    if (from <= end) place()
    if (gone > 0 && step === 1) edits.push({ from: inText, to: inText + gone })
    inText += gone * step
    next.push({ ...stretch, length: stretch.length - before - gone })
    inText += (stretch.length - before - gone) * step
    inControl = end
  }
  place()
  return { alignment: merged(next), edits: joined(edits) }
}

/// A replacement in the text that the control does not show yet.
function receivedIn(alignment: Alignment, from: number, to: number, insert: number): Alignment {
  const next: Stretch[] = []
  let inText = 0
  let placed = insert === 0
  const place = () => {
    if (!placed) next.push({ in: 'text', length: insert })
    placed = true
  }
  for (const stretch of alignment) {
    if (stretch.in === 'control') {
      next.push(stretch)
      continue
    }
    const before = clamp(from - inText, stretch.length)
    const gone = clamp(to - inText, stretch.length) - before
    next.push({ ...stretch, length: before })
    if (from <= inText + stretch.length) place()
    if (stretch.in === 'both') next.push({ in: 'control', length: gone })
    next.push({ ...stretch, length: stretch.length - before - gone })
    inText += stretch.length
  }
  place()
  return merged(next)
}

/// Where an offset of the control is in the text. What came in at the very place stays behind it.
function toText(alignment: Alignment, offset: number): number {
  let inControl = 0
  let inText = 0
  for (const stretch of alignment) {
    if (stretch.in === 'text') {
      if (inControl >= offset) break
      inText += stretch.length
      continue
    }
    const part = clamp(offset - inControl, stretch.length)
    if (stretch.in === 'both') inText += part
    inControl += stretch.length
    if (part < stretch.length) break
  }
  return inText
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(value, most))
}

function merged(stretches: readonly Stretch[]): Alignment {
  const result: Stretch[] = []
  for (const stretch of stretches) {
    const last = result[result.length - 1]
    if (stretch.length === 0) continue
    if (last?.in !== stretch.in) result.push(stretch)
    else result[result.length - 1] = { ...last, length: last.length + stretch.length }
  }
  return result
}

function joined(ranges: readonly Range[]): Range[] {
  const result: Range[] = []
  for (const range of ranges) {
    const last = result[result.length - 1]
    if (last?.to === range.from) result[result.length - 1] = { from: last.from, to: range.to }
    else result.push(range)
  }
  return result
}

/// What happened to a shared text, as Yjs tells it.
type Delta = readonly {
  readonly retain?: number | undefined
  readonly insert?: unknown
  readonly delete?: number | undefined
}[]

type Edit = Range & { readonly insert: string }

/// A delta as edits to be made one after the other.
function editsOf(delta: Delta): Edit[] {
  const edits: Edit[] = []
  let at = 0
  for (const { retain = 0, insert, delete: gone = 0 } of delta) {
    at += retain
    if (gone > 0) edits.push({ from: at, to: at + gone, insert: '' })
    if (typeof insert === 'string') {
      edits.push({ from: at, to: at, insert })
      at += insert.length
    }
  }
  return edits
}

function apply(delta: Delta, text: string): string {
  return editsOf(delta).reduce(
    (result, { from, to, insert }) => result.slice(0, from) + insert + result.slice(to),
    text,
  )
}
