import { type Aside, baseName, type CopyBase, type Facts, openBase } from './copybase.ts'
import { clearAll, type Found, readAll, readAsides, setAllAside, writeBatch } from './copyrows.ts'
import { type Keeper, openKeeper } from './keeper.ts'
import type { Marks } from './marks.ts'
import type { Unkept } from './saved.ts'

/// What a copy asks of and tells to whoever opened it.
export interface CopyListener {
  /// The client ids that this page writes under.
  readonly clients: readonly number[]
  /// The whole document as this page has it.
  state(): Uint8Array
  /// Whether the server can be reached from this window.
  isConnected(): boolean
  /// The first so many edits of this page are in the copy.
  kept(edits: number): void
  unkept(why: Unkept): void
  /// Another window has kept edits that the server is not known to have. Gives back how many edits
  /// this page has had, these included; undefined when they have come here by the server.
  adopt(updates: readonly Uint8Array[], edits: number): number | undefined
}

/// Milliseconds that edits are gathered before they are written, and whatever can wait.
const soon = 80
const later = 700
/// Milliseconds after a failure until writing is tried again.
const again = 5000
/// Milliseconds that another window has for sending what it has kept, while this one is connected.
const patience = 5000
/// Rows after which they are put together into one.
const manyRows = 256
/// Updates that wait to be written above which the whole document takes their place.
const manyWaiting = 500

/// The copy of one series in this browser. Whatever it is told, it gathers for a moment and writes
/// down together; nothing that it is told waits for the disk.
export class Copy {
  readonly found: Found
  readonly #name: string
  readonly #base: CopyBase
  readonly #on: CopyListener
  readonly #keeper: Keeper
  readonly #channel: BroadcastChannel
  readonly #marks: Marks
  /// The keys of a window's rows begin with it.
  readonly #window = crypto.getRandomValues(new Uint32Array(2)).join('-')
  #own: { readonly update: Uint8Array; readonly nth: number }[] = []
  #theirs: Uint8Array[] = []
  #facts: Facts
  #factsAreNew = false
  /// How many edits this page has had.
  #edits: number
  #isFailing = false
  #isWriting = false
  #isOver = false
  #rows: number
  #count = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #due = 0
  #adopting: ReturnType<typeof setTimeout> | undefined
  #writing: Promise<void> = Promise.resolve()

  /// Rejects when this browser keeps nothing.
  static async open(account: string, series: string, on: CopyListener): Promise<Copy> {
    const name = baseName(account, series)
    let lose = () => {}
    const base = await openBase(name, () => lose())
    const { found, marks, count } = await readAll(base)
    const copy = new Copy(name, base, on, found, marks, count)
    lose = () => copy.#lose()
    return copy
  }

  private constructor(
    name: string,
    base: CopyBase,
    on: CopyListener,
    found: Found,
    marks: Marks,
    rows: number,
  ) {
    this.found = found
    this.#name = name
    this.#base = base
    this.#on = on
    this.#marks = marks
    this.#facts = found.facts
    this.#edits = found.edits
    this.#rows = rows
    this.#channel = new BroadcastChannel(name)
    this.#channel.onmessage = ({ data }) => {
      if (data === 'unsent') this.#adoptSoon()
      if (data === 'emptied') this.#lose()
    }
    this.#keeper = openKeeper(name, {
      decided: () => {
        if (this.#keeper.is() === 'another') this.#theirs = []
        if (this.#theirs.length > 0) this.#schedule(later)
      },
      takeOver: () => {
        // What the window before did not come to write is somewhere in all that there is.
        this.#theirs = [this.#on.state()]
        this.#schedule(later)
        void this.adopt()
      },
    })
  }

  /// An edit of this page: the `nth`.
  own(update: Uint8Array, nth: number): void {
    this.#edits = nth
    this.#own.push({ update, nth })
    this.#schedule(soon)
  }

  /// Something that the server sent.
  received(update: Uint8Array): void {
    if (this.#keeper.is() === 'another') return
    this.#theirs.push(update)
    this.#schedule(later)
  }

  /// The server has the first so many edits.
  acknowledged(edits: number): void {
    if (this.#marks.settle(edits)) this.#schedule(later)
  }

  know(facts: Facts): void {
    const next = { ...this.#facts, ...facts }
    const { lineage, standing } = this.#facts
    if (next.lineage === lineage && next.standing === standing) return
    this.#facts = next
    this.#factsAreNew = true
    this.#schedule(later)
  }

  /// Takes over what other windows have left unsent.
  async adopt(): Promise<void> {
    if (this.#isOver) return
    try {
      const tx = this.#base.transaction(['rows', 'unsent'])
      const keys = await tx.objectStore('unsent').getAllKeys()
      for (const key of keys) {
        if (key.startsWith(`${this.#window}.`) || this.#marks.has(key)) continue
        const mark = await tx.objectStore('unsent').get(key)
        const row = await tx.objectStore('rows').get(key)
        if (!mark || !row || this.#marks.has(key)) continue
        const edits = this.#on.adopt(row.updates, mark.edits)
        if (edits === undefined) {
          this.#marks.drop(key)
          this.#schedule(later)
        } else {
          this.#marks.add(key, edits - mark.edits + 1, mark.edits)
          this.#edits = edits
        }
      }
      // They are kept, wherever among this page's own edits they stand.
      if (!this.#isWriting && this.#own.length === 0) this.#tellKept(this.#edits)
    } catch {
      // The rows stay where they are: whoever opens the series next finds them.
    }
  }

  /// Writes down now what is to be written. Resolves when that is done, or has failed.
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    return this.#inTurn(() => this.#write())
  }

  /// Sets everything in the copy aside, together with what the page has, and writes no more. Gives
  /// back whether it could.
  setAside(why: string, edits: number): Promise<boolean> {
    return this.#inTurn(() => this.#setAside(why, edits))
  }

  async #setAside(why: string, edits: number): Promise<boolean> {
    if (this.#isOver) return false
    this.#isOver = true
    try {
      await setAllAside(this.#base, this.#facts.standing, (kept) => ({
        at: Date.now(),
        why,
        edits,
        updates: [...kept, this.#on.state()],
      }))
      this.#channel.postMessage('emptied')
      return true
    } catch {
      return false
    }
  }

  /// Throws away everything but what was set aside, and writes no more.
  clear(): Promise<void> {
    return this.#inTurn(() => this.#clear())
  }

  async #clear(): Promise<void> {
    if (this.#isOver) return
    this.#isOver = true
    try {
      await clearAll(this.#base)
      this.#channel.postMessage('emptied')
    } catch {
      // It is gone already, or will be asked for again.
    }
  }

  asides(): Promise<readonly (Aside & { readonly key: number })[]> {
    return readAsides(this.#base)
  }

  async dropAside(key: number): Promise<void> {
    await this.#base.delete('aside', key)
  }

  /// Writes down what is left and lets go of it.
  async close(): Promise<void> {
    clearTimeout(this.#adopting)
    await this.flush()
    clearTimeout(this.#timer)
    this.#isOver = true
    this.#keeper.close()
    this.#channel.close()
    this.#base.close()
  }

  /// One after the other, so that whoever closes the copy waits for what was asked of it before.
  #inTurn<T>(write: () => Promise<T>): Promise<T> {
    const done = this.#writing.then(write)
    this.#writing = done.then(() => {})
    return done
  }

  #lose(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#on.unkept('lost')
  }

  #schedule(wait: number): void {
    if (this.#isOver) return
    const at = Date.now() + (this.#isFailing ? again : wait)
    if (this.#timer !== undefined && this.#due <= at) return
    clearTimeout(this.#timer)
    this.#due = at
    this.#timer = setTimeout(() => void this.flush(), at - Date.now())
  }

  #adoptSoon(): void {
    if (!this.#on.isConnected()) void this.adopt()
    else {
      this.#adopting ??= setTimeout(() => {
        this.#adopting = undefined
        void this.adopt()
      }, patience)
    }
  }

  /// With no edit of this page's waiting, those that were taken over are all there is behind `upto`.
  #tellKept(upto: number): void {
    if (!this.#isFailing) this.#on.kept(this.#own.length === 0 ? this.#edits : upto)
  }

  async #write(): Promise<void> {
    this.#isWriting = true
    await this.#writeNow()
    this.#isWriting = false
  }

  async #writeNow(): Promise<void> {
    if (this.#isOver) return
    const own = this.#own
    const isMine = this.#keeper.is() === 'mine'
    const theirs = isMine ? this.#theirs : []
    const upto = this.#edits
    const changedMarks = this.#marks.take()
    if (own.length + theirs.length + changedMarks.length === 0 && !this.#factsAreNew) return
    const key = `${this.#window}.${this.#count++}`
    this.#marks.write(key, own)
    const mark = this.#marks.unsentIn(key)
    const facts = this.#factsAreNew ? this.#facts : undefined
    this.#own = []
    if (isMine) this.#theirs = []
    this.#factsAreNew = false
    try {
      const { clients } = this.#on
      const updates = own.map(({ update }) => update)
      const batch = { key, own: updates, theirs, mark, clients, changedMarks, facts }
      await writeBatch(this.#base, batch)
    } catch (error) {
      this.#own = [...own, ...this.#own]
      this.#theirs = [...theirs, ...this.#theirs]
      if (this.#theirs.length > manyWaiting) this.#theirs = [this.#on.state()]
      this.#factsAreNew ||= facts !== undefined
      this.#marks.unwrite(key, changedMarks)
      this.#isFailing = true
      if (!this.#isOver) this.#on.unkept(isFull(error) ? 'full' : 'lost')
      this.#schedule(again)
      return
    }
    // Emptied or deleted meanwhile.
    if (this.#isOver) return
    this.#isFailing = false
    this.#tellKept(upto)
    if (mark > 0) this.#channel.postMessage('unsent')
    this.#rows += 1
    if (isMine && this.#rows > manyRows) {
      this.#rows = 0
      // Without a connection its code may not come. Writing goes on all the same.
      import('./compaction.ts').then(
        ({ putTogether }) => putTogether(this.#name),
        () => {},
      )
    }
  }
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError'
}

/// Why a copy could not be opened, for the page to say.
export function unkeptBy(error: unknown): Unkept {
  return isFull(error) ? 'full' : 'refused'
}
