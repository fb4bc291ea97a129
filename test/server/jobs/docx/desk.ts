import * as Y from 'yjs'
import { wordScript } from '../../../../server/jobs/docx/reports.ts'
import { writeSeries } from '../../../../src/shared/document/content.ts'
import { keptIn } from '../../../../src/shared/document/kept.ts'
import { SeriesDocument } from '../../../../src/shared/document/seriesdocument.ts'
import { contentOf } from '../../../../src/shared/format/document.ts'
import { readFountain } from '../../../../src/shared/format/fountain/read.ts'
import { openZip, writeZip } from '../../../../src/shared/format/zip.ts'

/// The desk of somebody outside who gets a script as a Word file, changes it there with tracked
/// changes and comments, and sends it back: what Word and LibreOffice write, put into the XML.
export class Desk {
  readonly document: SeriesDocument
  xml = ''
  comments = ''
  #bytes = new Uint8Array()

  constructor(fountain: string) {
    const doc = new Y.Doc()
    writeSeries(doc, contentOf(readFountain(fountain).screenplay))
    this.document = new SeriesDocument(doc)
  }

  get series() {
    return this.document.reading.series
  }

  async send(chosen: Readonly<Record<string, string>> = {}): Promise<this> {
    const material = { series: this.series, kept: keptIn(this.document.doc) }
    const { bytes } = await wordScript.write(material, { language: 'en', chosen })
    this.#bytes = bytes.slice()
    this.xml = part(bytes, 'word/document.xml')
    return this
  }

  /// Replaces what the file has exactly once.
  change(from: string | RegExp, to: string): this {
    const parts = this.xml.split(from)
    if (typeof from === 'string' && parts.length !== 2) {
      throw new Error(`${parts.length - 1} of ${from}`)
    }
    const next = this.xml.replace(from, to)
    if (next === this.xml) throw new Error(`nothing like ${from}`)
    this.xml = next
    return this
  }

  /// Replaces words within a run, as Word tracks it: the run is cut in three.
  track(words: string, by: string, instead: string): this {
    return this.change(
      words,
      `</w:t></w:r>${words && deleted(words, by)}${instead && inserted(instead, by)}` +
        '<w:r><w:t xml:space="preserve">',
    )
  }

  comment(words: string, by: string, text: string, answer?: string): this {
    const ids = answer === undefined ? [0] : [0, 1]
    const opens = ids.map((id) => `<w:commentRangeStart w:id="${id}"/>`).join('')
    const closes = ids.map((id) => `<w:commentRangeEnd w:id="${id}"/>${reference(id)}`).join('')
    this.comments = [text, answer]
      .flatMap((said, id) =>
        said === undefined ? [] : [commentOf(id, id === 0 ? by : 'Room', said)],
      )
      .join('')
    return this.change(
      words,
      `</w:t></w:r>${opens}<w:r><w:t xml:space="preserve">${words}</w:t></w:r>${closes}` +
        '<w:r><w:t xml:space="preserve">',
    )
  }

  /// The file as it comes back. `without` names a part that a program has dropped.
  bring(without?: string): Uint8Array {
    const zip = openZip(this.#bytes)
    if ('code' in zip) throw new Error(zip.code)
    const entries = zip.names
      .filter((name) => without === undefined || !name.startsWith(without))
      .map((name): [string, Uint8Array] => {
        if (name === 'word/document.xml') return [name, new TextEncoder().encode(this.xml)]
        return [name, zip.read(name) as Uint8Array]
      })
    const comments = `<w:comments xmlns:w="${word}">${this.comments}</w:comments>`
    if (this.comments) entries.push(['word/comments.xml', new TextEncoder().encode(comments)])
    return writeZip(entries)
  }

  /// What the script says now, a line to a row.
  get rows(): string[] {
    return this.series.episodes.flatMap(({ segments }) =>
      segments.flatMap(({ lines }) => lines.map(({ element, text }) => `${element}: ${text}`)),
    )
  }
}

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const when = '2031-04-09T10:00:00Z'

export function part(bytes: Uint8Array, name: string): string {
  const zip = openZip(bytes)
  const found = 'code' in zip ? zip : zip.read(name)
  if (!found || 'code' in found) throw new Error(`no ${name}`)
  return new TextDecoder().decode(found)
}

function deleted(text: string, by: string): string {
  return `<w:del w:id="900" w:author="${by}" w:date="${when}"><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`
}

export function inserted(text: string, by: string): string {
  return `<w:ins w:id="901" w:author="${by}" w:date="${when}"><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:ins>`
}

/// What stands in the properties of a paragraph whose end was put in or taken out.
export function endMark(what: 'ins' | 'del', by: string): string {
  return `<w:rPr><w:${what} w:id="902" w:author="${by}" w:date="${when}"/></w:rPr>`
}

function reference(id: number): string {
  return `<w:r><w:commentReference w:id="${id}"/></w:r>`
}

function commentOf(id: number, by: string, text: string): string {
  return `<w:comment w:id="${id}" w:author="${by}" w:date="${when}" w:initials="X"><w:p><w:r><w:annotationRef/></w:r><w:r><w:t>${text}</w:t></w:r></w:p></w:comment>`
}
