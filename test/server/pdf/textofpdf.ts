import { inflateSync } from 'node:zlib'

/// What a reader finds in a PDF of ours: its pages with their words, by the characters that the file
/// says its glyphs stand for, in the order in which they are drawn; and what its bookmarks are called.
export interface ReadPdf {
  readonly pages: readonly string[]
  readonly bookmarks: readonly string[]
  readonly fonts: readonly string[]
}

export function readPdf(bytes: Uint8Array): ReadPdf {
  const source = Buffer.from(bytes).toString('latin1')
  const objects = new Map(
    Array.from(source.matchAll(/\n(\d+) 0 obj\n(.*?)\nendobj/gs), ([, id, body]) => [
      id,
      body ?? '',
    ]),
  )
  const find = (body: string, name: string) =>
    objects.get(new RegExp(`/${name} (\\d+) 0 R`).exec(body)?.[1] ?? '') ?? ''
  const all = [...objects.values()]
  return {
    pages: all
      .filter((body) => /\/Type \/Page\n/.test(body))
      .map((page) => {
        const resources = find(page, 'Resources')
        const fonts = new Map(
          Array.from(resources.matchAll(/\/(F\d+) (\d+) 0 R/g), ([, name, id]) => [
            name,
            mapOf(streamOf(find(objects.get(id) ?? '', 'ToUnicode'))),
          ]),
        )
        return textIn(streamOf(find(page, 'Contents')), fonts)
      }),
    bookmarks: all.flatMap((body) => {
      const title = /\/Title \((.*?)\)\n\/Parent|\/Parent \d+ 0 R\n.*\/Title \((.*?)\)/s.exec(body)
      return title ? [title[1] ?? title[2] ?? ''] : []
    }),
    fonts: Array.from(source.matchAll(/\/BaseFont \/(\S+)/g), ([, name]) => name ?? ''),
  }
}

function streamOf(body: string): string {
  const stream = /stream\n(.*)\nendstream/s.exec(body)?.[1] ?? ''
  return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')
}

type Characters = ReadonlyMap<number, string>

function mapOf(cmap: string): Characters {
  const map = new Map<number, string>()
  for (const [, from, , list] of cmap.matchAll(/<(\w+)> <(\w+)> \[(.*?)\]/g)) {
    const entries = Array.from((list ?? '').matchAll(/<([\w ]*)>/g), ([, hex]) => hex ?? '')
    for (const [i, hex] of entries.entries()) {
      const units = hex.split(' ').filter(Boolean)
      map.set(
        Number.parseInt(from ?? '', 16) + i,
        String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16))),
      )
    }
  }
  return map
}

/// A row for each text that is drawn.
function textIn(content: string, fonts: ReadonlyMap<string | undefined, Characters>): string {
  let font: Characters = new Map()
  let text = ''
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name) ?? font
    else {
      const hex = Array.from((shown ?? '').matchAll(/<(\w*)>/g), ([, own]) => own).join('')
      for (let i = 0; i < hex.length; i += 4) {
        text += font.get(Number.parseInt(hex.slice(i, i + 4), 16)) ?? '�'
      }
      text += '\n'
    }
  }
  return text.replaceAll('\u200b', '')
}
