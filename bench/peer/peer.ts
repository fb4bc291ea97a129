/// A page with the same script in the stock binding of ProseMirror and Yjs, with its cursors and
/// its undo, on the same kind of connection.

import { baseKeymap } from 'prosemirror-commands'
import { keymap } from 'prosemirror-keymap'
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { initProseMirrorDoc, yCursorPlugin, ySyncPlugin, yUndoPlugin } from 'y-prosemirror'
import { WebsocketProvider } from 'y-websocket'
import { Doc } from 'yjs'
import '../../src/views/fonts.css'
import '../../src/views/tokens.css'
import '../../src/views/base.css'
import '../../src/editor/script.css'
import './peer.css'
import { createSchema } from './schema.ts'

const asked = new URLSearchParams(location.search)
const id = asked.get('id') ?? ''
const schema = createSchema(asked.has('episodes'))
const doc = new Doc()
const server = `${location.origin.replace(/^http/, 'ws')}/sync`
const provider = new WebsocketProvider(server, id, doc, { disableBc: true })
provider.awareness.setLocalStateField('user', { name: 'Here', color: '#7a4fd0' })
provider.once('sync', () => {
  const fragment = doc.getXmlFragment('prosemirror')
  const { doc: content, mapping } = initProseMirrorDoc(fragment, schema)
  const view = new EditorView(document.getElementById('root'), {
    state: EditorState.create({
      doc: content,
      plugins: [
        ySyncPlugin(fragment, { mapping }),
        yCursorPlugin(provider.awareness),
        yUndoPlugin(),
        keymap(baseKeymap),
      ],
    }),
    attributes: { class: 'script', spellcheck: 'false' },
  })
  view.focus()
})
