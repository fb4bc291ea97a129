/// Reads rows as RFC 4180 has them, and as spreadsheets write them where a comma is for decimals:
/// the cells are parted by whichever of `,`, `;` and tab the first row has most of outside of quotes.
/// Rows and cells may be as many as the text has; a quote that never ends goes to its end.
export function readCsv(text: string): readonly (readonly string[])[] {
  const csv = text.startsWith('\ufeff') ? text.slice(1) : text
  const separator = separatorOf(csv)
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < csv.length) {
    const cell = csv[at] === '"' ? quoted(csv, at, separator) : bare(csv, at, separator)
    row.push(cell.text)
    at = cell.end
    if (csv[at] === separator) {
      at++
      // What ends in a separator has one more, empty cell.
      if (at < csv.length) continue
      row.push('')
    }
    rows.push(row)
    row = []
    if (csv[at] === '\r' && csv[at + 1] === '\n') at++
    at++
  }
  return rows
}

interface Cell {
  readonly text: string
  /// Where what follows begins: a separator, a line end, the end of the text.
  readonly end: number
}

function bare(csv: string, from: number, separator: string): Cell {
  let end = from
  while (end < csv.length && csv[end] !== separator && csv[end] !== '\n' && csv[end] !== '\r') end++
  return { text: csv.slice(from, end), end }
}

function quoted(csv: string, from: number, separator: string): Cell {
  const parts: string[] = []
  let start = from + 1
  for (;;) {
    const quote = csv.indexOf('"', start)
    if (quote < 0) return { text: parts.join('') + csv.slice(start), end: csv.length }
    parts.push(csv.slice(start, quote))
    if (csv[quote + 1] !== '"') {
      // Nothing should follow the quote; what does belongs to the cell.
      const rest = bare(csv, quote + 1, separator)
      return { text: parts.join('') + rest.text, end: rest.end }
    }
    parts.push('"')
    start = quote + 2
  }
}

const separators = [',', ';', '\t'] as const

function separatorOf(csv: string): string {
  const counts = new Map<string, number>()
  let inQuotes = false
  for (const char of csv) {
    if (char === '"') inQuotes = !inQuotes
    else if (char === '\n' && !inQuotes) break
    else if (!inQuotes) counts.set(char, (counts.get(char) ?? 0) + 1)
  }
  const count = (separator: string) => counts.get(separator) ?? 0
  return separators.reduce((best, each) => (count(each) > count(best) ? each : best))
}
