export { keyOfName } from '../domain/castentry.ts'

/// A character's line read: who speaks, and how they are heard. `MIRA (V.O.)`, `林舟OS`, `VO苏晚：`,
/// `MIRA & JON`. What is not understood is part of the name.

export interface Cue {
  /// Who speaks, each with where the name stands. None in an empty line.
  readonly names: readonly CueName[]
  /// What stands in brackets behind the name, or `OS`, `VO` beside a Chinese one.
  readonly extension?: string
}

export interface CueName {
  readonly name: string
  /// Code units of the line.
  readonly from: number
  readonly to: number
}

const cues = new Map<string, Cue>()

/// Reads a character's line. Asking again about the same text costs nothing.
export function readCue(text: string): Cue {
  const known = cues.get(text)
  if (known) return known
  const cue = read(text)
  // Cues repeat: a season has some hundreds of different ones. What is being typed adds to them.
  if (cues.size >= mostCues) cues.clear()
  cues.set(text, cue)
  return cue
}

const mostCues = 4000

/// The longest line that is read, in code units: nobody is called so much, and looking for what parts
/// names takes time that grows with the square of the spaces in it.
const longestCue = 500

/// `名字：`, and a mark of dual dialogue as Fountain writes it.
const ending = /[\s:：^]+$/u
const bracket = /[(（]([^)）]*)[)）]?/u
/// Beside Chinese characters without a space: nobody is called 林舟OS.
const behindHan = /(?<=\p{Script=Han})\s*(O\.?\s?S\.?|V\.?\s?O\.?|O\.?\s?C\.?)$/iu
const beforeHan = /^(OS|VO)\s*(?=\p{Script=Han})/iu
/// In a cue of Latin letters the points tell `MARY V.O.` from somebody called so.
const behindLatin = /\s+(O\.\s?S\.|V\.\s?O\.|O\.\s?C\.)$/iu
const between = /\s*[&＆+、]\s*|\s+and\s+|(?<=\S)\s*\/\s*(?=\S)/giu

function read(text: string): Cue {
  if (text.length > longestCue) return { names: whole(text) }
  const found = bracket.exec(text)
  let extension = found?.[1]?.trim()
  let from = 0
  let to = found?.index ?? text.length
  // `（画外）林舟`: brackets in front of the name are no end of it.
  if (found && text.slice(0, found.index).trim() === '') {
    from = found.index + found[0].length
    const next = bracket.exec(text.slice(from))
    to = next ? from + next.index : text.length
  }
  const trim = () => {
    const part = text.slice(from, to)
    to -= ending.exec(part)?.[0].length ?? 0
    from += /^\s*@?\s*/u.exec(text.slice(from, to))?.[0].length ?? 0
  }
  trim()
  const behind = behindHan.exec(text.slice(from, to)) ?? behindLatin.exec(text.slice(from, to))
  if (behind) {
    extension ??= behind[1]
    to = from + behind.index
  }
  const before = beforeHan.exec(text.slice(from, to))
  if (before) {
    extension ??= before[1]
    from += before[0].length
  }
  trim()
  const names = namesIn(text, from, to)
  return extension ? { names, extension } : { names }
}

/// A text as one name, without the space around it.
function whole(text: string): readonly CueName[] {
  const name = text.trim()
  const from = text.length - text.trimStart().length
  return name === '' ? [] : [{ name, from, to: from + name.length }]
}

function namesIn(text: string, from: number, to: number): readonly CueName[] {
  const names: CueName[] = []
  const add = (start: number, end: number) => {
    const name = text.slice(start, end)
    if (name.trim() !== '') names.push({ name, from: start, to: end })
  }
  let start = from
  for (const { index, 0: mark } of text.slice(from, to).matchAll(between)) {
    add(start, from + index)
    start = from + index + mark.length
  }
  add(start, to)
  return names
}
