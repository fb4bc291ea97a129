import type { Format, Writing } from '../formats.ts'
import type { Reading, ReadOptions, Unreadable, WrittenNote } from '../reading.ts'
import type { Screenplay } from '../screenplay.ts'
import { writeTextFile } from '../textfile.ts'
import { readFdx } from './read.ts'
import { writeFdxFile } from './write.ts'

/// Files of Final Draft 8 and newer, and of those who write the same.
export const fdx = {
  id: 'fdx',
  name: 'Final Draft',
  extensions: ['.fdx', '.fdxt'],
  mediaType: 'application/xml',
  async read(bytes: Uint8Array, options?: ReadOptions): Promise<Reading | Unreadable> {
    return otherFile(bytes) ?? readFdx(bytes, options)
  },
  async write(screenplay: Screenplay): Promise<Writing> {
    return writing(screenplay, [])
  },
} satisfies Format

/// The same format, which puts what a room says on the script into the file as notes.
export function fdxWith(notes: readonly WrittenNote[]): Format {
  return { ...fdx, write: async (screenplay) => writing(screenplay, notes) }
}

function writing(screenplay: Screenplay, notes: readonly WrittenNote[]): Writing {
  const { text, losses } = writeFdxFile(screenplay, notes)
  return { ...writeTextFile(text), losses }
}

/// What often has the name of a script and is something else.
function otherFile(bytes: Uint8Array): Unreadable | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 8))
  if (bytes.length === 0) {
    return { code: 'fdx.nothing', message: 'This file is empty: there is not a byte in it.' }
  }
  if (start.startsWith('%PDF')) {
    return {
      code: 'fdx.pdf',
      message:
        'This is a PDF that is named like a script. Export the script from Final Draft as .fdx.',
    }
  }
  if (start.startsWith('PK')) {
    return {
      code: 'fdx.zip',
      message:
        'This is a zip, or a document of another program, that is named like a script. Unpack it, or give it its own name.',
    }
  }
  return undefined
}
