import * as Y from 'yjs'
import { asLineEnd, asMark } from '../../src/shared/document/roots.ts'

/// What an operation wrote into a Y.Doc, in the words of the table of docs/DOCUMENT.md:
/// `text+ text- end+ end- mark+ mark-` in bodies, `field+ field-` in titles and outlines, `style`,
/// `segment+ episode+ body+` for what was made, `segment.<key>`, `episode.<key>`, `line.<attribute>`
/// for values. `segment- episode- body-` is what nothing may ever write.

export class Writes {
  readonly #doc: Y.Doc
  readonly #stop: () => void
  #kinds = new Set<string>()

  constructor(doc: Y.Doc, ignored: unknown) {
    this.#doc = doc
    const note = (transaction: Y.Transaction) => {
      if (transaction.origin !== ignored) this.#note(transaction)
    }
    doc.on('afterTransaction', note)
    this.#stop = () => doc.off('afterTransaction', note)
  }

  /// What has been written since this was last called.
  take(): ReadonlySet<string> {
    const kinds = this.#kinds
    this.#kinds = new Set()
    return kinds
  }

  destroy(): void {
    this.#stop()
  }

  #note(transaction: Y.Transaction): void {
    const { beforeState, afterState, deleteSet } = transaction
    for (const [client, after] of afterState) {
      const before = beforeState.get(client) ?? 0
      const structs = this.#doc.store.clients.get(client) ?? []
      for (const struct of structs) {
        if (struct.id.clock + struct.length <= before || struct.id.clock >= after) continue
        if (struct instanceof Y.Item) this.#wrote(struct, '+', transaction)
      }
    }
    Y.iterateDeletedStructs(transaction, deleteSet, (struct) => {
      if (!(struct instanceof Y.Item)) return
      const isNew = struct.id.clock >= (beforeState.get(struct.id.client) ?? 0)
      if (!isNew) this.#wrote(struct, '-', transaction)
    })
  }

  #wrote(item: Y.Item, sign: '+' | '-', { beforeState }: Y.Transaction): void {
    const isNew = ({ id }: Y.Item) => id.clock >= (beforeState.get(id.client) ?? 0)
    const parent = item.parent as Y.AbstractType<unknown>
    const owner = parent._item
    if (owner && isNew(owner)) return
    const rootName = rootOf(parent)
    if (item.parentSub !== null) {
      if (rootName === 'lines') {
        this.#kinds.add(`line.${item.parentSub.slice(item.parentSub.lastIndexOf('.') + 1)}`)
      } else if (!owner) {
        // A root's own keys hold entities; one that is overwritten would count as removed.
        this.#kinds.add(`${singular[rootName] ?? rootName}${sign}`)
      } else this.#kinds.add(`${singular[rootName] ?? rootName}.${item.parentSub}`)
      return
    }
    if (item.content instanceof Y.ContentFormat) this.#kinds.add('style')
    else if (rootName !== 'bodies') this.#kinds.add(`field${sign}`)
    else if (!(item.content instanceof Y.ContentEmbed)) this.#kinds.add(`text${sign}`)
    else if (asLineEnd(item.content.embed)) this.#kinds.add(`end${sign}`)
    else this.#kinds.add(asMark(item.content.embed) ? `mark${sign}` : `embed${sign}`)
  }
}

const singular: Readonly<Record<string, string>> = {
  segments: 'segment',
  episodes: 'episode',
  bodies: 'body',
}

function rootOf(type: Y.AbstractType<unknown>): string {
  let at: Y.AbstractType<unknown> = type
  while (at._item) at = at._item.parent as Y.AbstractType<unknown>
  for (const [name, root] of at.doc?.share ?? []) if (root === at) return name
  return ''
}
