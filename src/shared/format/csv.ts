/// Rows as RFC 4180 has them, for spreadsheets: lines end in CR LF, and a byte order mark in front
/// tells them that it is UTF-8. Every text is in quotes.
///
/// A spreadsheet takes a cell that begins with one of `=+-@`, a tab or a line end for a formula, and
/// would run what anybody has typed: such a cell gets an apostrophe in front.
export function writeCsv(rows: readonly (readonly (string | number)[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const harmless = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u.test(value)
    ? `'${value}`
    : value
  return `"${harmless.replaceAll('"', '""')}"`
}
