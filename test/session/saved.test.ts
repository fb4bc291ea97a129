import { expect, test } from 'vitest'
import {
  atRisk,
  emptyLedger,
  enter,
  type Ledger,
  type SavedEvent,
  savedState,
} from '../../src/session/saved.ts'

const edited: SavedEvent = { kind: 'edited' }
const connected: SavedEvent = { kind: 'connected' }
const missing: SavedEvent = { kind: 'sent', what: 'missing' }
const update: SavedEvent = { kind: 'sent', what: 'update' }
const closed: SavedEvent = { kind: 'closed' }
const loaded: SavedEvent = { kind: 'loaded' }
const acknowledged = (count: number): SavedEvent => ({ kind: 'acknowledged', count })

function after(...events: readonly SavedEvent[]): Ledger {
  return events.reduce(enter, emptyLedger)
}

const state = (...events: readonly SavedEvent[]) => savedState(after(...events))

const open = [connected, missing, loaded, acknowledged(1)]

const found = (edits: number): SavedEvent => ({ kind: 'found', edits })
const kept = (edits: number): SavedEvent => ({ kind: 'kept', edits })
const unkept = (why: 'refused' | 'full' | 'lost'): SavedEvent => ({ kind: 'unkept', why })
const offline = (changes: number, count: number, why: 'line' | 'tooMuch' = 'line') => ({
  kind: 'offline',
  why,
  changes,
  kept: count,
})

test('before anything was read it is connecting, whatever the line does', () => {
  expect(state()).toEqual({ kind: 'connecting' })
  expect(state(connected, closed)).toEqual({ kind: 'connecting' })
})

test('an edit is saved when the server says so, and not when it was sent', () => {
  expect(state(...open)).toEqual({ kind: 'saved' })
  expect(state(...open, edited, update)).toEqual({ kind: 'saving', changes: 1, kept: 0 })
  expect(state(...open, edited, update, acknowledged(2))).toEqual({ kind: 'saved' })
})

test('an acknowledgement covers the messages up to it and no further', () => {
  const events = [...open, edited, update, edited, update, edited, update, acknowledged(3)]
  expect(state(...events)).toEqual({ kind: 'saving', changes: 1, kept: 0 })
})

test('what was not acknowledged when the line broke is not safe, and counts until it is', () => {
  const broken = [...open, edited, update, edited, update, acknowledged(2), closed]
  expect(state(...broken)).toEqual({ kind: 'offline', why: 'line', changes: 1, kept: 0 })
  expect(state(...broken, edited)).toEqual({ kind: 'offline', why: 'line', changes: 2, kept: 0 })
  expect(state(...broken, edited, connected)).toEqual({ kind: 'saving', changes: 2, kept: 0 })
  const again = [...broken, edited, connected, missing, acknowledged(1)]
  expect(state(...again)).toEqual({ kind: 'saved' })
})

test('an update sent before the server has what it lacked says nothing of the edits before it', () => {
  const early = [...open, closed, edited, connected, edited, update]
  expect(state(...early, acknowledged(1))).toEqual({ kind: 'saving', changes: 2, kept: 0 })
  expect(state(...early, missing, acknowledged(1))).toEqual({ kind: 'saving', changes: 2, kept: 0 })
  expect(state(...early, missing, acknowledged(2))).toEqual({ kind: 'saved' })
})

test('acknowledgements of an earlier connection do not count for a later one', () => {
  const events = [...open, edited, update, closed, connected, missing]
  expect(state(...events)).toEqual({ kind: 'saving', changes: 1, kept: 0 })
  expect(state(...events, acknowledged(0))).toEqual({ kind: 'saving', changes: 1, kept: 0 })
})

test('a refusal stays, with what it leaves unsaved', () => {
  const refused: SavedEvent = { kind: 'refused', code: 4422, reason: 'no' }
  const end = { kind: 'refused', why: 'unapplied', code: 4422, changes: 1, kept: 0 }
  expect(state(...open, edited, update, closed, refused)).toEqual(end)
  expect(state(...open, edited, update, closed, refused, closed)).toEqual(end)
})

test('a state that says the same is the same object', () => {
  const before = savedState(after(...open))
  expect(savedState(after(...open, closed, connected), before)).toBe(before)
})

test('what an earlier page left unsent counts, and is kept, until the server has it', () => {
  const opened = [found(3), loaded]
  expect(state(...opened)).toEqual({ kind: 'connecting' })
  expect(state(...opened, { kind: 'late' })).toEqual(offline(3, 3))
  expect(state(...opened, closed)).toEqual(offline(3, 3))
  expect(state(...opened, closed, edited)).toEqual(offline(4, 3))
  expect(state(...opened, closed, edited, kept(4))).toEqual(offline(4, 4))
  const back = [...opened, closed, edited, kept(4), connected]
  expect(state(...back)).toEqual({ kind: 'saving', changes: 4, kept: 4 })
  expect(state(...back, missing, acknowledged(1))).toEqual({ kind: 'saved' })
})

test('what another window has kept counts as kept, behind what is not', () => {
  const mine = [...open, closed, edited]
  expect(state(...mine, kept(1), found(2))).toEqual(offline(3, 3))
  expect(state(...mine, found(2))).toEqual(offline(3, 0))
  expect(state(...mine, found(2), kept(3))).toEqual(offline(3, 3))
})

test('an edit is at risk that is neither on the server nor in the copy', () => {
  const risk = (...events: readonly SavedEvent[]) => atRisk(after(...open, ...events))
  expect(risk(edited, edited, update)).toBe(2)
  expect(risk(edited, edited, kept(1))).toBe(1)
  expect(risk(edited, edited, update, kept(1), acknowledged(2))).toBe(0)
  expect(risk(edited, kept(1), unkept('full'), edited)).toBe(1)
  expect(risk(edited, kept(1), unkept('lost'))).toBe(1)
})

test('a browser that keeps nothing is told of while all is well, and when it matters', () => {
  const nowhere = [...open, unkept('refused')]
  expect(state(...nowhere)).toEqual({ kind: 'trouble', where: 'browser', why: 'refused' })
  expect(state(...nowhere, edited)).toEqual({ kind: 'saving', changes: 1, kept: 0 })
  expect(state(...nowhere, closed, edited)).toEqual(offline(1, 0))
  expect(state(...nowhere, kept(0))).toEqual({ kind: 'saved' })
})

test('who may only read has nothing to save', () => {
  const reader: SavedEvent = { kind: 'standing', mayEdit: false }
  expect(state(...open, reader)).toEqual({ kind: 'readOnly' })
  expect(state(...open, reader, unkept('refused'))).toEqual({ kind: 'readOnly' })
  expect(state(...open, reader, closed)).toEqual(offline(0, 0))
})

test('a server that cannot save is in trouble until it acknowledges', () => {
  const refusing: SavedEvent = { kind: 'closed', code: 4507 }
  const full = [...open, edited, update, kept(1), refusing]
  const trouble = { kind: 'trouble', where: 'server', changes: 1, kept: 1 }
  expect(state(...full)).toEqual(trouble)
  expect(state(...full, connected, missing)).toEqual(trouble)
  expect(state(...full, connected, missing, acknowledged(1))).toEqual({ kind: 'saved' })
  expect(state(...full, { kind: 'closed', code: 1006 })).toEqual(offline(1, 1))
})

test('a server that asks to wait is not in trouble', () => {
  const events = [...open, edited, update, { kind: 'closed', code: 4429 }] as const
  expect(state(...events)).toEqual(offline(1, 0, 'tooMuch'))
})
