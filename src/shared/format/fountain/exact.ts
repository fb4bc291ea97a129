import { type Span, type Style, styleNames } from '../../domain/line.ts'
import { hearText, sayText } from './facts.ts'

/// The text of a line to the last space and style, as a value of a note: what Fountain's own signs
/// would not bring back (strike-through, white space at the end of a heading, emphasis on a space).
/// `\b`, `\i`, `\u` and `\s` switch a style on and off; `Stop\s now\s` has its last word struck.

const switches = styleNames.map((name) => ({ name, sign: `\\${name[0]}` }))

/// Spans as they are kept: none is empty, neighbours of one style are one.
export function canonicalSpans(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = []
  for (const { text, style } of spans) {
    if (text === '') continue
    const known = Object.fromEntries(
      styleNames.filter((name) => style[name]).map((name) => [name, true]),
    ) as Style
    const last = result.at(-1)
    if (last && styleNames.every((name) => last.style[name] === known[name])) {
      result[result.length - 1] = { text: last.text + text, style: last.style }
    } else result.push({ text, style: known })
  }
  return result
}

export function sayExact(spans: readonly Span[]): string {
  let style: Style = {}
  let out = ''
  const turn = (next: Style) => {
    for (const { name, sign } of switches) if (style[name] !== next[name]) out += sign
    style = next
  }
  for (const span of canonicalSpans(spans)) {
    turn(span.style)
    out += sayText(span.text)
  }
  turn({})
  return out
}

export function hearExact(value: string): readonly Span[] {
  const spans: Span[] = []
  let style: Style = {}
  let start = 0
  const push = (end: number) => {
    if (end > start) spans.push({ text: hearText(value.slice(start, end)), style })
  }
  for (let i = 0; i < value.length; i++) {
    if (value[i] !== '\\') continue
    const found = switches.find(({ sign }) => value.startsWith(sign, i))
    if (found) {
      push(i)
      start = i + 2
      style = { ...style, [found.name]: style[found.name] ? undefined : true }
    }
    i++
  }
  push(value.length)
  return canonicalSpans(spans)
}
