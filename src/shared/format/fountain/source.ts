/// A file as lines. What a note or a boneyard spans over several lines of the file is one source
/// line: nothing inside it is an element of the script.
export interface SourceLine {
  /// As in the file; holds "\n" where a note or a boneyard spans lines.
  readonly text: string
  /// The text without notes and boneyard, trimmed: what decides the element.
  readonly bare: string
  /// The line of the file, counted from 1.
  readonly at: number
}

/// The lines of a file, whatever ends them; a byte order mark is not text.
export function fileLines(text: string): string[] {
  return text.replace(/^\uFEFF/, '').split(/\r\n?|\n/)
}

export function isBlank(text: string): boolean {
  return text.trim() === ''
}

/// A line of two spaces or more holds a paragraph together where an empty one would end it.
export function isHeldBlank(text: string): boolean {
  return text.startsWith('  ') && isBlank(text)
}

/// Joins the lines that notes and boneyard span, from the line `from` (counted from 0) on. A note
/// ends at the first empty line, closed or not: then it is text, as is a boneyard without an end.
/// `open` says whether there is such a boneyard, `boneyards` counts those that have one.
export function sourceLines(
  lines: readonly string[],
  from = 0,
): { lines: SourceLine[]; open: boolean; boneyards: number } {
  const boneyardEnd = nextLine(lines, (line) => line.includes('*/'))
  const noteEnd = nextLine(lines, (line) => line.includes(']]'))
  const paragraphEnd = nextLine(lines, (line) => isBlank(line) && !isHeldBlank(line))
  const result: SourceLine[] = []
  let open = false
  let boneyards = 0
  for (let i = from; i < lines.length; ) {
    let text = lines[i] as string
    let end = i
    let bare = ''
    let pos = 0
    let noteMayClose = true
    // Sections and synopses are one line each.
    const spansNotes = !/^\s*[#=]/.test(text)
    const opener = /\/\*|\[\[/g
    for (;;) {
      opener.lastIndex = pos
      const found = opener.exec(text)
      if (!found) break
      const at = found.index
      const boneyard = found[0] === '/*'
      if (boneyard && isEscaped(text, at)) {
        bare += text.slice(pos, at + 1)
        pos = at + 1
        continue
      }
      let close = boneyard
        ? open
          ? -1
          : text.indexOf('*/', at + 2)
        : noteMayClose
          ? text.indexOf(']]', at + 2)
          : -1
      if (close === -1) {
        const last = boneyard ? boneyardEnd[end + 1] : spansNotes ? noteEnd[end + 1] : undefined
        if (
          last !== undefined &&
          last < lines.length &&
          (boneyard || last < (paragraphEnd[end + 1] as number))
        ) {
          const length = text.length
          text = [text, ...lines.slice(end + 1, last + 1)].join('\n')
          end = last
          noteMayClose = true
          close = text.indexOf(boneyard ? '*/' : ']]', length)
        } else if (boneyard) open = true
        else noteMayClose = false
      }
      if (boneyard && close !== -1) boneyards++
      bare += text.slice(pos, close === -1 ? at + 2 : at)
      pos = (close === -1 ? at : close) + 2
    }
    bare += text.slice(pos)
    result.push({ text, bare: bare.trim(), at: i + 1 })
    i = end + 1
  }
  return { lines: result, open, boneyards }
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0
  while (text[at - 1 - slashes] === '\\') slashes++
  return slashes % 2 === 1
}

/// For each index, the first line at or after it that passes the test; the number of lines where
/// there is none.
function nextLine(lines: readonly string[], test: (line: string) => boolean): number[] {
  const next = new Array<number>(lines.length + 1)
  next[lines.length] = lines.length
  for (let i = lines.length - 1; i >= 0; i--) {
    next[i] = test(lines[i] as string) ? i : (next[i + 1] as number)
  }
  return next
}

/// Titles, summaries and outlines are plain text without emphasis, but a `/*` in them would still
/// open a boneyard: it is written `/\*`.
export function escapeField(text: string): string {
  return text.replace(/\/(\\*)\*/g, '/\\$1*')
}

export function unescapeField(text: string): string {
  return text.replace(/\/\\(\\*)\*/g, '/$1*')
}
