import { expect, test } from 'vitest'
import { calmly } from '../../src/session/calm.ts'
import type { SavedState } from '../../src/session/saved.ts'
import { createStore } from '../../src/session/store.ts'

function stage() {
  const saved = createStore<SavedState>({ kind: 'saved' })
  let due: (() => void) | undefined
  const calm = calmly(saved, (_after, then) => {
    due = then
    return () => {
      due = undefined
    }
  })
  const rest = () => {
    due?.()
    due = undefined
  }
  return { saved, calm, rest, isWaiting: () => due !== undefined }
}

test('while keys follow each other it stays with saving, and says saved at rest', () => {
  const { saved, calm, rest } = stage()
  const told: string[] = []
  calm.subscribe(() => told.push(calm.get().kind))
  for (let key = 0; key < 5; key++) {
    saved.set({ kind: 'saving', changes: 1, kept: 0 })
    saved.set({ kind: 'saved' })
  }
  expect(new Set(told)).toEqual(new Set(['saving']))
  rest()
  expect(calm.get().kind).toBe('saved')
})

test('what is not safe is said at once', () => {
  const { saved, calm, isWaiting } = stage()
  saved.set({ kind: 'saving', changes: 1, kept: 0 })
  saved.set({ kind: 'saved' })
  expect(isWaiting()).toBe(true)
  saved.set({ kind: 'offline', why: 'line', changes: 1, kept: 0 })
  expect(calm.get()).toEqual({ kind: 'offline', why: 'line', changes: 1, kept: 0 })
  expect(isWaiting()).toBe(false)
  saved.set({ kind: 'saved' })
  expect(calm.get().kind).toBe('saved')
})

test('an edit that is about to be in the copy is not called lost first', () => {
  const { saved, calm, rest, isWaiting } = stage()
  const offline = (changes: number, kept: number): SavedState => ({
    kind: 'offline',
    why: 'line',
    changes,
    kept,
  })
  saved.set(offline(2, 2))
  saved.set(offline(3, 2))
  saved.set(offline(4, 3))
  expect(calm.get()).toEqual(offline(2, 2))
  saved.set(offline(4, 4))
  expect(calm.get()).toEqual(offline(4, 4))
  expect(isWaiting()).toBe(false)
  // Unless nothing comes of it.
  saved.set(offline(5, 4))
  rest()
  expect(calm.get()).toEqual(offline(5, 4))
})
