import type { Language } from '../../../src/shared/domain/language.ts'
import type { Writing } from '../../../src/shared/format/formats.ts'
import type { Book, Paper, Ruler } from '../../../src/shared/format/pages/book.ts'
import type { Tell } from '../../../src/shared/format/progress.ts'
import type { Loss } from '../../../src/shared/format/screenplay.ts'
import { draw } from './draw.ts'
import { type Face, facesFor } from './faces.ts'
import type { Shelf } from './shelf.ts'
import { Typesetter } from './typeset.ts'

/// What is to be printed, before anything is measured.
export interface Manuscript {
  readonly title: string
  readonly dress: Language
  readonly paper: Paper
  /// All that may stand on a page: it says which faces are needed.
  readonly text: string
  /// Lays it out, measured by the faces that it will be drawn in.
  readonly lay: (ruler: Ruler) => { readonly book: Book; readonly losses: readonly Loss[] }
}

/// Lays out and draws. Faces that cannot be had, and characters that none has, are losses: what is
/// written in them is empty boxes on the page.
export async function print(
  { title, dress, paper, text, lay }: Manuscript,
  shelf: Shelf,
  tell?: Tell,
): Promise<Writing> {
  const files = new Map<Face, string>()
  const losses: Loss[] = []
  const needed = facesFor(dress === 'zh-Hans' ? `${text}人` : text)
  for (const face of needed) {
    const found = await shelf.find(face)
    if (typeof found === 'string') files.set(face, found)
    else losses.push({ code: 'pdf.font', message: found.message })
  }
  const base = dress === 'zh-Hans' ? needed.find(({ id }) => id === 'sc' || id === 'jp') : undefined
  const options = {
    paper,
    lang: dress,
    displayTitle: true,
    info: { Title: title, Creator: 'Ninety', Producer: 'Ninety' },
  }
  const type = new Typesetter(options, files, base)
  const laid = lay(type.ruler)
  const bytes = await draw(laid.book, type, tell)
  const told = losses.length > 0
  if (type.missing.size > 0 && !told) losses.push(missing(type.missing))
  return { bytes, losses: [...losses, ...laid.losses] }
}

function missing(chars: ReadonlySet<string>): Loss {
  const some = [...chars].slice(0, 12).join(' ')
  return {
    code: 'pdf.glyph',
    message: `No face has these characters, which are empty boxes: ${some}`,
  }
}
