import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/// Milliseconds that a slice may take. Who writes meanwhile does not notice it.
const sliceMs = 2
/// The clock is looked at after so many structs.
const glance = 32

/// What has been written of one client.
interface Section {
  readonly encoder: Y.UpdateEncoderV1
  structs: number
  /// The clock at which it goes on.
  next: number
}

/// A document, written as one update a slice at a time, so that nobody who writes in it waits for the
/// whole, which takes 10 to 20 ms for a season. What is there stays where it is in Yjs: structs are
/// only added behind the others, put together with them, or emptied. So what has been written holds,
/// and the last slice brings what has come or was struck out meanwhile.
export class Copy {
  readonly #doc: Y.Doc
  readonly #sections = new Map<number, Section>()
  readonly #clients: number[]
  /// Structs that have been written, of all clients: many have but a few.
  #written = 0

  constructor(doc: Y.Doc) {
    this.#doc = doc
    this.#clients = [...doc.store.clients.keys()]
  }

  /// Writes on for so many milliseconds. True once all is written but what has come meanwhile.
  step(ms: number = sliceMs): boolean {
    const until = performance.now() + ms
    for (;;) {
      const client = this.#clients.at(-1)
      if (client === undefined) return true
      if (!this.#write(client, until)) return false
      this.#clients.pop()
    }
  }

  /// The whole document as it is at this moment. Undefined when it is not the one that was begun with.
  end(doc: Y.Doc): Uint8Array | undefined {
    if (doc !== this.#doc) return undefined
    const { clients, pendingStructs, pendingDs } = doc.store
    // What waits for something else is put together by Yjs.
    if (pendingStructs !== null || pendingDs !== null) return Y.encodeStateAsUpdate(doc)
    for (const client of clients.keys()) this.#write(client, Number.POSITIVE_INFINITY)
    const update = encoding.createEncoder()
    encoding.writeVarUint(update, this.#sections.size)
    // The highest first, as Yjs has them: what is the same place for two is found sooner.
    for (const [client, section] of [...this.#sections].sort(([a], [b]) => b - a)) {
      encoding.writeVarUint(update, section.structs)
      encoding.writeVarUint(update, client)
      encoding.writeVarUint(update, 0)
      encoding.writeUint8Array(update, encoding.toUint8Array(section.encoder.restEncoder))
    }
    // Behind the number of clients, which is 0 in one byte, an update that brings nothing new has all
    // that was deleted.
    const deleted = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc)).subarray(1)
    encoding.writeUint8Array(update, deleted)
    return encoding.toUint8Array(update)
  }

  /// False when time was up before all of the client was written.
  #write(client: number, until: number): boolean {
    const structs = this.#doc.store.clients.get(client) ?? []
    const section = this.#sections.get(client) ?? {
      encoder: new Y.UpdateEncoderV1(),
      structs: 0,
      next: 0,
    }
    if (section.next >= Y.getState(this.#doc.store, client)) return true
    this.#sections.set(client, section)
    for (let i = Y.findIndexSS(structs, section.next); i < structs.length; i++) {
      const struct = structs[i]
      if (!struct) break
      // It may have been put together with one that is written.
      struct.write(section.encoder, section.next - struct.id.clock)
      section.structs++
      section.next = struct.id.clock + struct.length
      if (++this.#written % glance === 0 && performance.now() > until) return false
    }
    return true
  }
}

/// The whole document as one update, written in slices. `read` gives the document at a moment at
/// which all of it may be read, `pause` lets others do something. A document that was read from disk
/// again meanwhile is written at once, so that nobody waits for a disk that will not settle.
export async function copyOf(
  read: <T>(look: (doc: Y.Doc) => T) => Promise<T>,
  pause: () => Promise<void>,
): Promise<Uint8Array> {
  const copy = await read((doc) => new Copy(doc))
  while (!copy.step()) await pause()
  return read((doc) => copy.end(doc) ?? Y.encodeStateAsUpdate(doc))
}
