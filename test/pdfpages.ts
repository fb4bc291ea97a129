import { inflateSync } from 'node:zlib'

/// A page of a PDF as far as it is needed here.
export interface PrintedPage {
  /// Its first line below the head, by what is drawn there.
  readonly first: string
}

/// The pages of a PDF as Final Draft for the Mac prints it: every character is drawn by itself at a
/// place in a coordinate system whose y goes down. No reader for other PDFs.
export function pagesOfPdf(bytes: Uint8Array): readonly PrintedPage[] {
  const source = Buffer.from(bytes).toString('latin1')
  const objects = new Map<number, string>()
  for (const [, id, body] of source.matchAll(/\b(\d+) 0 obj\b(.*?)\bendobj/gs)) {
    objects.set(Number(id), body ?? '')
  }
  const [root] = [...objects.values()].filter((body) => /\/Type \/Catalog/.test(body))
  const pages = referred(root ?? '', /\/Pages (\d+) 0 R/)
  return leaves(objects, pages).map((page) => {
    const content = objects.get(referred(objects.get(page) ?? '', /\/Contents (\d+) 0 R/))
    return { first: firstLine(drawn(content ?? '')) }
  })
}

function referred(body: string, pattern: RegExp): number {
  return Number(pattern.exec(body)?.[1])
}

function leaves(objects: ReadonlyMap<number, string>, id: number): readonly number[] {
  const body = objects.get(id) ?? ''
  if (!/\/Type \/Pages/.test(body)) return [id]
  const kids = /\/Kids \[(.*?)\]/s.exec(body)?.[1] ?? ''
  return Array.from(kids.matchAll(/(\d+) 0 R/g)).flatMap(([, kid]) => leaves(objects, Number(kid)))
}

interface Character {
  readonly x: number
  readonly y: number
  readonly char: string
}

function drawn(body: string): readonly Character[] {
  const stream = /stream\r?\n(.*)endstream/s.exec(body)?.[1] ?? ''
  const content = inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')
  const each =
    /BT\s+12 0 0 -12 ([\d.-]+)\s+([\d.-]+)\s+Tm\s+\/\S+\s+1\s+Tf\s+\(((?:\\.|[^\\)])+)\)\s+Tj/gs
  return Array.from(content.matchAll(each), ([, x, y, char]) => ({
    x: Number(x),
    y: Number(y),
    char: decoded(char ?? ''),
  }))
}

/// The encoding is MacRoman; what is not plain is a number in base eight.
function decoded(char: string): string {
  const code = /^\\(\d{3})$/.exec(char)?.[1]
  const bytes = code ? [Number.parseInt(code, 8)] : Buffer.from(char.replace(/^\\/, ''), 'latin1')
  return new TextDecoder('macintosh').decode(Uint8Array.from(bytes))
}

function firstLine(characters: readonly Character[]): string {
  const body = characters.filter(({ y }) => y > 60)
  const top = Math.min(...body.map(({ y }) => y))
  return body
    .filter(({ y }) => y === top)
    .sort((a, b) => a.x - b.x)
    .map(({ char }) => char)
    .join('')
}
