/// The others in the room: stock y-websocket clients that know no more of a script than how it is
/// kept. Each types a few words into a line of dialogue, takes them back, and begins again, at five
/// edits a second, and says where their cursor is as a person's editor does.

import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Screenplay, ScreenplayLine } from '../../src/shared/format/screenplay.ts'
import type { Answer, Keeping, Order, RoomAddress } from './room.ts'

const count = 5

// Each y-websocket client listens for the end of its process.
process.setMaxListeners(100)

/// Milliseconds from one edit of a writer to the next.
const pace = 200

const words = 'she does not look back at the door and '

interface Desk {
  readonly text: Y.Text
  /// Stays in front of what is typed.
  readonly start: Y.RelativePosition
}

interface Writer {
  readonly provider: WebsocketProvider
  readonly desk: Desk
  readonly keeping: Keeping
  typed: number
  deleting: boolean
}

const rooms = new Map<string, readonly Writer[]>()
let timers: NodeJS.Timeout[] = []
let edits = 0

async function connect({ server, id, token }: RoomAddress): Promise<WebsocketProvider> {
  const provider = new WebsocketProvider(server, id, new Y.Doc(), {
    disableBc: true,
    params: { token },
  })
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
  return provider
}

async function enter(room: RoomAddress, keeping: Keeping, lookers: number): Promise<void> {
  const writers = await Promise.all(
    Array.from({ length: count }, async (_, i): Promise<Writer> => {
      const provider = await connect(room)
      provider.awareness.setLocalStateField('user', { name: `Writer ${i + 1}`, color: '#2563c9' })
      const share = (i + 0.5) / count
      const desk = desks[keeping](provider.doc, share, i)
      return { provider, desk, keeping, typed: 0, deleting: false }
    }),
  )
  rooms.set(room.id, writers)
  for (let i = 0; i < lookers; i++) {
    const { awareness, doc } = await connect(room)
    const { start } = desks[keeping](doc, (i + 0.5) / lookers, i)
    awareness.setLocalStateField('user', { name: `Looker ${i + 1}`, color: '#2563c9' })
    awareness.setLocalStateField('cursor', cursorAt(start, keeping))
  }
}

/// Where a cursor is, as Ninety's pages say it or as y-prosemirror's do.
function cursorAt(at: Y.RelativePosition, keeping: Keeping) {
  const point =
    keeping === 'bodies'
      ? Buffer.from(Y.encodeRelativePosition(at)).toString('base64')
      : Y.relativePositionToJSON(at)
  return { anchor: point, head: point }
}

/// The line of dialogue of writer `i`, in the episode that lies `share` (0 … 1) into the season.
function deskInBodies(doc: Y.Doc, share: number, i: number): Desk {
  const episodes = [...doc.getMap<Y.Map<string>>('episodes')]
    .map(([id, episode]) => ({ id, order: episode.get('order') ?? '' }))
    .sort((a, b) => (a.order < b.order ? -1 : 1))
  const episode = episodes[Math.floor(share * episodes.length)]?.id
  const segments = [...doc.getMap<Y.Map<unknown>>('segments')]
    .filter(([, segment]) => (segment.get('place') as string[] | undefined)?.[0] === episode)
    .map(([id]) => id)
    .sort()
  const text = doc.getMap<Y.Text>('bodies').get(segments[i % segments.length] ?? '')
  if (!text) throw new Error('A writer finds no text.')
  let at = 0
  for (const { insert } of text.toDelta() as { insert: unknown }[]) {
    const { element } = Object(insert) as { element?: unknown }
    if (element === 'dialogue') break
    at += typeof insert === 'string' ? insert.length : 1
  }
  return { text, start: Y.createRelativePositionFromTypeIndex(text, at, -1) }
}

function deskInEpisodes(doc: Y.Doc, share: number, i: number): Desk {
  const fragment = doc.getXmlFragment('prosemirror')
  const episode = fragment.get(Math.floor(share * fragment.length)) as Y.XmlElement
  return deskInLines(episode.toArray(), i / count)
}

function deskInElements(doc: Y.Doc, share: number): Desk {
  return deskInLines(doc.getXmlFragment('prosemirror').toArray(), share)
}

/// The line of dialogue that lies `share` (0 … 1) into these.
function deskInLines(all: readonly unknown[], share: number): Desk {
  const lines = all.filter(
    (line) => line instanceof Y.XmlElement && line.nodeName === 'dialogue',
  ) as Y.XmlElement[]
  const text = lines[Math.floor(share * lines.length)]?.firstChild as Y.XmlText
  return { text, start: Y.createRelativePositionFromTypeIndex(text, text.length, -1) }
}

const desks = { bodies: deskInBodies, elements: deskInElements, episodes: deskInEpisodes }

function edit(writer: Writer): void {
  const { desk, provider, keeping } = writer
  const start = Y.createAbsolutePositionFromRelativePosition(desk.start, provider.doc)?.index ?? 0
  if (writer.typed === 0) writer.deleting = false
  else if (writer.typed === words.length) writer.deleting = true
  if (writer.deleting) {
    writer.typed--
    desk.text.delete(start + writer.typed, 1)
  } else {
    desk.text.insert(start + writer.typed, words[writer.typed] ?? '')
    writer.typed++
  }
  const at = Y.createRelativePositionFromTypeIndex(desk.text, start + writer.typed, 0)
  provider.awareness.setLocalStateField('cursor', cursorAt(at, keeping))
  edits++
}

function type(id: string): void {
  rest()
  timers = (rooms.get(id) ?? []).map((writer, i) => {
    const begin = (i * pace) / count
    return setTimeout(() => {
      edit(writer)
      timers[i] = setInterval(() => edit(writer), pace)
    }, begin)
  })
}

function rest(): void {
  for (const timer of timers) clearInterval(timer)
  timers = []
}

async function fill(room: RoomAddress, keeping: Keeping, { episodes }: Screenplay): Promise<void> {
  const provider = await connect(room)
  const { doc } = provider
  doc.transact(() => {
    const made = episodes.map(({ hook, beats, cliffhanger }) =>
      [hook, ...beats, cliffhanger].flatMap(({ lines }) => lines.map(asElement)),
    )
    const inEpisodes = () =>
      made.map((lines) => {
        const episode = new Y.XmlElement('episode')
        episode.insert(0, lines)
        return episode
      })
    const content = keeping === 'episodes' ? inEpisodes() : made.flat()
    doc.getXmlFragment('prosemirror').insert(0, content)
  })
  // The server answers in order: what it has told another client, it has.
  const { length } = doc.getXmlFragment('prosemirror')
  for (;;) {
    const reader = await connect(room)
    const arrived = reader.doc.getXmlFragment('prosemirror').length
    reader.destroy()
    if (arrived === length) break
  }
  provider.destroy()
}

function asElement({ element, spans }: ScreenplayLine): Y.XmlElement {
  const line = new Y.XmlElement(element.replaceAll('-', '_'))
  const text = new Y.XmlText()
  text.insert(0, spans.map((span) => span.text).join(''))
  line.insert(0, [text])
  return line
}

async function obey(order: Order): Promise<void> {
  switch (order.do) {
    case 'fill':
      return fill(order.room, order.keeping, order.screenplay)
    case 'enter':
      return enter(order.room, order.keeping, order.lookers ?? 0)
    case 'type':
      return type(order.id)
    case 'rest':
      return rest()
    case 'count':
      return
  }
}

process.on('message', async (order: Order) => {
  await obey(order)
  const answer: Answer = { edits }
  process.send?.(answer)
})
process.on('disconnect', () => process.exit())
