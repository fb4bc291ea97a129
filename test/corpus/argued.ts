import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { differences, emphasisTags, expectedRows, ourRows, type Row } from './expected.ts'

/// Where Ninety reads a file differently than the parse that lies beside it: how many rows only the
/// other has and how many only Ninety, and why, by the name of the parse. Another number is a fault.
/// docs/FORMATS.md gives the arguments at length.
const argued: {
  readonly [parse: string]: { readonly theirs: number; readonly ours: number; readonly why: string }
} = {
  'Boneyards.txt': {
    theirs: 1,
    ours: 3,
    why: 'Boneyard is as if it were not there: what stands in front of it has an empty line behind.',
  },
  'Character.txt': {
    theirs: 4,
    ours: 5,
    why: 'A name needs one letter, wherever it is; (CONT’D) is part of what somebody wrote.',
  },
  'Formatted.txt': { theirs: 1, ours: 1, why: 'Emphasis may be nested.' },
  'Notes.txt': { theirs: 1, ours: 2, why: 'An empty line ends dialogue.' },
  'Sections.txt': { theirs: 1, ours: 1, why: 'A key without any value is no title page.' },
  'Tags.txt': { theirs: 15, ours: 11, why: 'Fountain has no tags: they are text.' },
}

/// The differences from a parse that are not argued.
export function unargued(path: string, parse: string): readonly string[] {
  const name = basename(parse)
  const source = readFileSync(path, 'utf8')
  const said = readFileSync(parse, 'utf8')
  const found = said.includes('<b>')
    ? differences(linesIn(said), linesIn(emphasisTags(source)))
    : differences(expectedRows(said).map(rowText), ourRows(source).map(rowText))
  const known = argued[name] ?? { theirs: 0, ours: 0 }
  if (found.expected.length === known.theirs && found.ours.length === known.ours) return []
  return [
    ...found.expected.map((row) => `${name} has ${row}`),
    ...found.ours.map((row) => `${name} has not ${row}`),
  ]
}

function linesIn(text: string): readonly string[] {
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function rowText({ kind, text }: Row): string {
  return `${kind}: ${text}`
}
