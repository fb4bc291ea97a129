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
    saved.set({ kind: 'saving', changes: 1 })
    saved.set({ kind: 'saved' })
  }
  expect(new Set(told)).toEqual(new Set(['saving']))
  rest()
  expect(calm.get().kind).toBe('saved')
})

test('what is not safe is said at once', () => {
  const { saved, calm, isWaiting } = stage()
  saved.set({ kind: 'saving', changes: 1 })
  saved.set({ kind: 'saved' })
  expect(isWaiting()).toBe(true)
  saved.set({ kind: 'offline', changes: 1 })
  expect(calm.get()).toEqual({ kind: 'offline', changes: 1 })
  expect(isWaiting()).toBe(false)
  saved.set({ kind: 'saved' })
  expect(calm.get().kind).toBe('saved')
})
