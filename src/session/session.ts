import { readVarString, readVarUint } from 'lib0/decoding'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import { Doc } from 'yjs'
import { SeriesDocument } from '../shared/document/seriesdocument.ts'
import { createHistory, type History } from '../shared/document/undo.ts'
import { may, type Standing } from '../shared/domain/access.ts'
import { message } from '../shared/protocol.ts'
import { calmly } from './calm.ts'
import { type Person, type Place, watchPeople } from './presence.ts'
import { emptyLedger, enter, type SavedEvent, type SavedState, savedState } from './saved.ts'
import { acknowledgingSocket } from './socket.ts'
import { createStanding, readNews, type Topic, topics } from './standing.ts'
import { createStore, type Store } from './store.ts'

/// One open series: its document, its connection, who else is there, and what is safe.
export interface Session {
  readonly id: string
  readonly document: SeriesDocument
  readonly history: History
  readonly awareness: Awareness
  readonly saved: Store<SavedState>
  /// The same for the eye: "Saved" only when somebody has stopped typing.
  readonly calm: Store<SavedState>
  /// Whether the series has been read from the server at least once.
  readonly loaded: Store<boolean>
  readonly people: Store<readonly Person[]>
  /// What this person is to the series; undefined until the server has said so.
  readonly standing: Store<Standing | undefined>
  /// Whether this person may change the document now. Nothing here writes to it for who may not, or
  /// once the server has ended the connection for good: it would be kept nowhere.
  readonly mayEdit: Store<boolean>
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
  /// Knocks again after the server has ended the connection for good: this person has signed in.
  knock(): void
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

/// Opens a series and keeps it in step with the server until `destroy`. `server` is where the sync
/// endpoint is, as in `ws://localhost:4680/sync`.
export function openSession(id: string, server: string): Session {
  const doc = new Doc()
  const document = new SeriesDocument(doc)
  const history = createHistory(document)

  let ledger = emptyLedger
  const saved = createStore<SavedState>(savedState(ledger))
  const loaded = createStore(false)
  const standing = createStanding()
  const mayEdit = createStore(false)
  const weigh = () => {
    mayEdit.set(typeof ledger.line !== 'object' && may(standing.get(), 'series.edit'))
  }
  standing.subscribe(weigh)
  const note = (event: SavedEvent) => {
    ledger = enter(ledger, event)
    saved.set(savedState(ledger, saved.get()))
    loaded.set(ledger.loaded)
    weigh()
  }

  // Before the provider listens, so that an edit is counted when the provider sends it.
  const onUpdate = (_: Uint8Array, origin: unknown) => {
    if (origin !== provider) note({ kind: 'edited' })
  }
  doc.on('update', onUpdate)
  const provider: WebsocketProvider = new WebsocketProvider(server, id, doc, {
    connect: false,
    disableBc: true,
    WebSocketPolyfill: acknowledgingSocket({
      open: () => note({ kind: 'connected' }),
      sent: (what) => note({ kind: 'sent', what }),
    }),
  })
  provider.messageHandlers[message.acknowledged] = (_encoder, decoder) => {
    note({ kind: 'acknowledged', count: readVarUint(decoder) })
  }
  const listeners = new Set<(topics: readonly Topic[]) => void>()
  const tell = (news: readonly Topic[]) => {
    if (news.length > 0) for (const listener of [...listeners]) listener(news)
  }
  provider.messageHandlers[message.standing] = (_encoder, decoder) => {
    standing.hear(readVarString(decoder))
  }
  provider.messageHandlers[message.news] = (_encoder, decoder) => {
    tell(readNews(readVarString(decoder)))
  }
  provider.on('sync', (isSynced: boolean) => {
    if (!isSynced) return
    const isBack = ledger.loaded
    note({ kind: 'loaded' })
    if (isBack) tell(topics)
  })
  provider.on('connection-close', () => note({ kind: 'closed' }))
  provider.on('closed', ({ code, reason }) => note({ kind: 'refused', code, reason }))
  provider.connect()

  const calm = calmly(saved)
  const { awareness } = provider
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
    document,
    history,
    awareness,
    saved,
    calm,
    loaded,
    people,
    standing,
    mayEdit,
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
    knock: () => provider.connect(),
    destroy() {
      calm.destroy()
      provider.destroy()
      awareness.destroy()
      people.destroy()
      history.destroy()
      document.destroy()
      doc.destroy()
    },
  }
}
