import { expect, test } from 'vitest'
import {
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

test('before anything was read it is connecting, whatever the line does', () => {
  expect(state()).toEqual({ kind: 'connecting' })
  expect(state(connected, closed)).toEqual({ kind: 'connecting' })
})

test('an edit is saved when the server says so, and not when it was sent', () => {
  expect(state(...open)).toEqual({ kind: 'saved' })
  expect(state(...open, edited, update)).toEqual({ kind: 'saving', changes: 1 })
  expect(state(...open, edited, update, acknowledged(2))).toEqual({ kind: 'saved' })
})

test('an acknowledgement covers the messages up to it and no further', () => {
  const events = [...open, edited, update, edited, update, edited, update, acknowledged(3)]
  expect(state(...events)).toEqual({ kind: 'saving', changes: 1 })
})

test('what was not acknowledged when the line broke is not safe, and counts until it is', () => {
  const broken = [...open, edited, update, edited, update, acknowledged(2), closed]
  expect(state(...broken)).toEqual({ kind: 'offline', changes: 1 })
  expect(state(...broken, edited)).toEqual({ kind: 'offline', changes: 2 })
  expect(state(...broken, edited, connected)).toEqual({ kind: 'saving', changes: 2 })
  const again = [...broken, edited, connected, missing, acknowledged(1)]
  expect(state(...again)).toEqual({ kind: 'saved' })
})

test('an update sent before the server has what it lacked says nothing of the edits before it', () => {
  const early = [...open, closed, edited, connected, edited, update]
  expect(state(...early, acknowledged(1))).toEqual({ kind: 'saving', changes: 2 })
  expect(state(...early, missing, acknowledged(1))).toEqual({ kind: 'saving', changes: 2 })
  expect(state(...early, missing, acknowledged(2))).toEqual({ kind: 'saved' })
})

test('acknowledgements of an earlier connection do not count for a later one', () => {
  const events = [...open, edited, update, closed, connected, missing]
  expect(state(...events)).toEqual({ kind: 'saving', changes: 1 })
  expect(state(...events, acknowledged(0))).toEqual({ kind: 'saving', changes: 1 })
})

test('a refusal stays, with what it leaves unsaved', () => {
  const refused: SavedEvent = { kind: 'refused', code: 4422, reason: 'no' }
  const end = { kind: 'refused', why: 'unapplied', code: 4422, changes: 1 }
  expect(state(...open, edited, update, closed, refused)).toEqual(end)
  expect(state(...open, edited, update, closed, refused, closed)).toEqual(end)
})

test('a state that says the same is the same object', () => {
  const before = savedState(after(...open))
  expect(savedState(after(...open, closed, connected), before)).toBe(before)
})
