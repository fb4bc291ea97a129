import { DOMSerializer, type Fragment } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import { schema } from '../schema.ts'
import { copiedSlice, draftsIn } from './copied.ts'
import type { Dress } from './dress.ts'
import { writePlain } from './plaintext.ts'
import { writeRich } from './rich.ts'

/// What is copied, cut or pulled out of the script goes along in three forms: rich text, plain text
/// that looks like a script, and the exact lines.
export function copy(dress: () => Dress): Plugin {
  // ProseMirror makes the slice, then asks for its HTML.
  let opens = false
  let closes = false
  return new Plugin({
    props: {
      transformCopied(slice, view) {
        const copied = copiedSlice(slice, view)
        opens = copied.openStart > 0
        closes = copied.openEnd > 0
        return copied
      },
      clipboardSerializer: new (class extends DOMSerializer {
        override serializeFragment(
          fragment: Fragment,
          options: { document?: Document } = {},
        ): DocumentFragment {
          const page = options.document ?? document
          const made = page.createDocumentFragment()
          made.append(writeRich({ lines: draftsIn(fragment), opens, closes }, dress(), page))
          return made
        }
      })(DOMSerializer.nodesFromSchema(schema), DOMSerializer.marksFromSchema(schema)),
      clipboardTextSerializer: (slice) => writePlain(draftsIn(slice.content), dress()),
    },
  })
}
