import type { Language } from '../../../src/shared/domain/language.ts'
import type { Writing } from '../../../src/shared/format/formats.ts'
import type { Book, Paper, Ruler } from '../../../src/shared/format/pages/book.ts'
import type { Tell } from '../../../src/shared/format/progress.ts'
import type { Loss } from '../../../src/shared/format/screenplay.ts'
import { draw } from './draw.ts'
import { type Face, faces, facesFor } from './faces.ts'
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
  const take = async (faces: readonly Face[]) => {
    for (const face of faces) {
      const isHere = shelf.has(face) !== undefined
      if (!isHere) tell?.(0, 1, face.name)
      const found = await shelf.find(face)
      if (!isHere) tell?.(0, 1)
      if (typeof found === 'string') files.set(face, found)
      else losses.push({ code: 'pdf.font', message: found.message })
    }
  }
  const needed = facesFor(dress === 'zh-Hans' ? `${text}人` : text)
  await take(needed)
  const base = dress === 'zh-Hans' ? needed.find(({ id }) => id === 'sc' || id === 'jp') : undefined
  const options = {
    paper,
    lang: dress,
    displayTitle: true,
    info: { Title: title, Creator: 'Ninety', Producer: 'Ninety', CreationDate: today() },
  }
  let type = new Typesetter(options, files, base)
  let laid = lay(type.ruler)
  const further = missingFaces(type.missing, files)
  if (further.length > 0 && losses.length === 0) {
    await take(further)
    type = new Typesetter(options, files, base)
    laid = lay(type.ruler)
  }
  const bytes = await draw(laid.book, type, tell)
  // Whose face is missing has been said.
  if (type.missing.size > 0 && losses.length === 0) losses.push(missing(type.missing))
  return { bytes, losses: [...losses, ...laid.losses] }
}

/// The day without its hour: what is printed again on it is the same to the byte, and an archive of
/// it is.
function today(): Date {
  return new Date(new Date().setUTCHours(0, 0, 0, 0))
}

/// Faces that have not been asked for and may have what the others lack: a Japanese script may have
/// a Chinese sign in it.
function missingFaces(
  chars: ReadonlySet<string>,
  files: ReadonlyMap<Face, string>,
): readonly Face[] {
  const text = [...chars].join('')
  return faces.filter((face) => !files.has(face) && face.script.test(text))
}

function missing(chars: ReadonlySet<string>): Loss {
  const some = [...chars].slice(0, 12).join(' ')
  return {
    code: 'pdf.glyph',
    message: `No face has these characters, which are empty boxes: ${some}`,
  }
}
