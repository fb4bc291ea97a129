import type { ReactNode } from 'react'
import { createStore } from '../../session/store.ts'

/// Something that is asked before it is done, because it cannot be taken back.
export interface Question {
  readonly title: string
  readonly text: ReactNode
  /// The two answers.
  readonly stay: string
  readonly go: string
}

interface Asked extends Question {
  readonly answer: (goes: boolean) => void
}

const asked = createStore<Asked | undefined>(undefined)

/// What is asked at present.
export const question = { get: asked.get, subscribe: asked.subscribe }

/// Asks, and resolves with whether it is to be done. A second question takes the place of the first,
/// which is then answered with no.
export function askFirst(next: Question): Promise<boolean> {
  asked.get()?.answer(false)
  return new Promise((resolve) => {
    asked.set({
      ...next,
      answer(goes) {
        asked.set(undefined)
        resolve(goes)
      },
    })
  })
}
