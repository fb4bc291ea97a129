import { Awareness } from 'y-protocols/awareness'
import { Doc } from 'yjs'
import { SeriesDocument } from '../shared/document/seriesdocument.ts'
import { createHistory, type History } from '../shared/document/undo.ts'
import { may, type Standing } from '../shared/domain/access.ts'
import { protocolVersion } from '../shared/protocol.ts'
import { calmly } from './calm.ts'
import { type Connection, fromServer, openConnection } from './connection.ts'
import { fromCopy, type Keeping, keep, type SetAside } from './keeping.ts'
import { type Person, type Place, watchPeople } from './presence.ts'
import {
  atRisk,
  emptyLedger,
  enter,
  type SavedEvent,
  type SavedState,
  savedState,
  type Unkept,
} from './saved.ts'
import { createStanding, readNews, type Topic, topics } from './standing.ts'
import { createStore, type Store } from './store.ts'
import { readWelcome } from './welcome.ts'

/// One open series: its document, its connection, who else is there, and what is safe.
export interface Session {
  readonly id: string
  /// Whose copy in this browser it is kept in; undefined where it is kept in none.
  readonly account: string | undefined
  readonly document: SeriesDocument
  readonly history: History
  readonly awareness: Awareness
  readonly saved: Store<SavedState>
  /// The same for the eye: "Saved" only when somebody has stopped typing.
  readonly calm: Store<SavedState>
  /// Why this browser keeps nothing; undefined while it does.
  readonly unkept: Store<Unkept | undefined>
  /// Edits that are in this page and nowhere else.
  atRisk(): number
  /// Whether the series is here: out of the copy in this browser, or from the server.
  readonly loaded: Store<boolean>
  readonly people: Store<readonly Person[]>
  /// What this person is to the series, as the server says or said last; undefined until it has.
  readonly standing: Store<Standing | undefined>
  /// Whether this person may change the document now. Nothing here writes to it for who may not, or
  /// once the server has ended the connection for good: it would be kept nowhere.
  readonly mayEdit: Store<boolean>
  /// Which build of the program the server runs.
  readonly build: Store<string | undefined>
  /// Earlier text of this browser that could not be put together with what the server has.
  readonly asides: Store<readonly SetAside[]>
  dropAside(key: number): Promise<void>
  /// Whether a copy was in this browser when the series was opened.
  wasKept(): boolean
  /// Throws away the copy in this browser, whatever is in it.
  discard(): Promise<void>
  /// Calls back with what can be read again over HTTP because it has changed. After a connection
  /// that was down that is everything: what was said meanwhile was not heard.
  onNews(listener: (topics: readonly Topic[]) => void): () => void
  /// Where this person is; kept when they switch between script and board.
  readonly place: Store<Place>
  /// Says where this person is, to the views and to everybody else.
  show(place: Place): void
  /// Asks the view that is open to go somewhere and to put the cursor there.
  go(place: Place): void
  /// What a view does when it is asked to go somewhere; gives back what ends that. Asked without a
  /// view, the next one starts there.
  onGo(listener: (place: Place) => void): () => void
  /// Takes this person's last step back, or makes it again, in the view that is open.
  undo(): void
  redo(): void
  /// What a view does when it is asked to; gives back what ends that. Without one the step is
  /// taken and nothing shows where.
  onTravel(listener: (way: 'undo' | 'redo') => void): () => void
  /// Says who this person is.
  introduce(user: Introduction): void
  /// The account that the copy belongs to is the one that is signed in: what it holds unsent may be
  /// sent. Until then nothing is.
  confirm(): void
  /// Knocks again after the server has ended the connection for good: this person has signed in.
  knock(): void
  /// What is to be written is still written.
  destroy(): void
}

/// Who somebody says they are. What others see of it is the server's word, but for the colour.
export interface Introduction {
  /// The account's or the guest's.
  readonly id?: string
  readonly name: string
  /// `#rrggbb`.
  readonly color: string
}

/// Milliseconds after which a first connection that is not there yet is said to be none.
const late = 3000

/// Opens a series and keeps it in step with the server until `destroy`. `server` is where the sync
/// endpoint is, as in `ws://localhost:4680/sync`. With an account, it is kept in this browser as
/// well, and opens from there.
export function openSession(id: string, server: string, account?: string): Session {
  const doc = new Doc()
  const document = new SeriesDocument(doc)
  const history = createHistory(document)
  const awareness = new Awareness(doc)

  let ledger = emptyLedger
  const saved = createStore<SavedState>(savedState(ledger))
  const unkept = createStore<Unkept | undefined>(undefined)
  const loaded = createStore(false)
  const standing = createStanding()
  const mayEdit = createStore(false)
  history.mayGoOn = mayEdit.get
  const build = createStore<string | undefined>(undefined)
  const note = (event: SavedEvent) => {
    const before = ledger
    ledger = enter(ledger, event)
    const state = savedState(ledger, saved.get())
    // First, since whoever hears of it may let the session go, and the copy with it.
    if (ledger.safe !== before.safe) keeping?.acknowledged(ledger.safe)
    if (event.kind === 'refused' && state.kind === 'refused') {
      keeping?.refused(state.why, state.changes)
    }
    saved.set(state)
    unkept.set(ledger.unkept)
    loaded.set(ledger.loaded)
    mayEdit.set(typeof ledger.line !== 'object' && may(standing.get(), 'series.edit'))
  }
  standing.subscribe(() => {
    note({ kind: 'standing', mayEdit: may(standing.get(), 'series.edit') })
  })

  const listeners = new Set<(topics: readonly Topic[]) => void>()
  const tell = (news: readonly Topic[]) => {
    if (news.length > 0) for (const listener of [...listeners]) listener(news)
  }

  let lineage: string | undefined
  let clients = document.clients
  /// Whether the connection was down since something was last told.
  let hasMissed = false
  let isDestroyed = false
  let wasKept = false
  let connection: Connection | undefined
  let confirm = () => {}
  const confirmed = new Promise<void>((resolve) => {
    confirm = resolve
  })

  const keeping: Keeping | undefined =
    account === undefined
      ? undefined
      : keep(account, id, document, {
          note,
          edits: () => ledger.edits,
          isOpen: () => connection !== undefined,
          isConnected: () => ledger.line === 'up',
        })

  function listen(): void {
    connection = openConnection(server, id, doc, awareness, {
      announcement: () => ({ version: protocolVersion, lineage, clients }),
      note(event) {
        if (event.kind === 'closed') hasMissed = true
        note(event)
        if (event.kind === 'closed') keeping?.adopt()
      },
      standing(text) {
        standing.hear(text)
        keeping?.know({ standing: text })
      },
      news: (text) => tell(readNews(text)),
      welcome(text) {
        const welcome = readWelcome(text)
        if (!welcome) return
        lineage = welcome.lineage
        build.set(welcome.build)
        keeping?.know({ lineage })
      },
      received: (update) => keeping?.received(update),
      update(update, origin) {
        if (origin === fromServer) keeping?.received(update)
        else if (origin === fromCopy) keeping?.adopted()
        else {
          note({ kind: 'edited' })
          keeping?.own(update, ledger.edits)
        }
      },
      synced() {
        note({ kind: 'loaded' })
        keeping?.note()
        if (hasMissed) tell(topics)
        hasMissed = false
      },
    })
  }

  const lateness = setTimeout(() => note({ kind: 'late' }), late)
  if (keeping === undefined) {
    listen()
    connection?.connect()
  } else {
    void keeping.opened.then(async (found) => {
      if (isDestroyed) return
      lineage = found.lineage
      clients = [...new Set([...clients, ...found.clients])].slice(0, manyClients)
      if (found.isThere) {
        wasKept = true
        if (found.standing !== undefined) standing.hear(found.standing)
        note({ kind: 'loaded' })
        keeping.note()
      }
      // What is typed from now on is counted and kept, whoever may be asked first.
      listen()
      if (ledger.edits > 0) await confirmed
      if (!isDestroyed) connection?.connect()
    })
  }

  const calm = calmly(saved)
  const people = watchPeople(awareness)
  const place = createStore<Place>({})
  const show = (next: Place) => {
    const { episode, segment } = place.get()
    if (next.episode === episode && next.segment === segment) return
    place.set(next)
    awareness.setLocalStateField('place', next)
  }
  let goer: ((place: Place) => void) | undefined
  let traveller: ((way: 'undo' | 'redo') => void) | undefined
  const travel = (way: 'undo' | 'redo') => {
    if (!mayEdit.get()) return
    if (traveller) traveller(way)
    else history[way]()
  }
  return {
    id,
    account,
    document,
    history,
    awareness,
    saved,
    calm,
    unkept,
    atRisk: () => atRisk(ledger),
    loaded,
    people,
    standing,
    mayEdit,
    build,
    asides: keeping?.asides ?? noAsides,
    dropAside: async (key) => keeping?.dropAside(key),
    wasKept: () => wasKept,
    discard: async () => keeping?.discard(),
    onNews(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    place,
    show,
    go(next) {
      if (goer) goer(next)
      else show(next)
    },
    onGo(listener) {
      goer = listener
      return () => {
        if (goer === listener) goer = undefined
      }
    },
    undo: () => travel('undo'),
    redo: () => travel('redo'),
    onTravel(listener) {
      traveller = listener
      return () => {
        if (traveller === listener) traveller = undefined
      }
    },
    introduce: (user) => awareness.setLocalStateField('user', user),
    confirm,
    knock() {
      keeping?.resume()
      connection?.connect()
    },
    destroy() {
      // What is left of a step that is being undone is still sent and kept.
      history.destroy()
      isDestroyed = true
      clearTimeout(lateness)
      calm.destroy()
      connection?.destroy()
      awareness.destroy()
      people.destroy()
      document.destroy()
      void keeping?.close()
      doc.destroy()
    },
  }
}

/// Client ids that can be announced (server/rooms/announcement.ts).
const manyClients = 256

const noAsides = createStore<readonly SetAside[]>([])
