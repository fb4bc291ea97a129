import type { ReactNode } from 'react'
import { createStore } from '../../session/store.ts'

/// Something said in passing, from wherever.
export interface Toast {
  readonly id: string
  readonly title: string
  readonly description?: ReactNode
  /// `high` interrupts whoever is read to.
  readonly priority?: 'low' | 'high'
  /// Milliseconds it stays; 0 until it is closed.
  readonly timeout?: number
  /// A button in it; pressing it closes what was said.
  readonly actionProps?: { readonly children: ReactNode; readonly onClick: () => void }
}

/// Milliseconds that something with a button in it stays.
export const lasting = 12_000

const shown = createStore<readonly Toast[]>([])
let count = 0

/// What is said at present, the oldest first.
export const toasts = {
  get: shown.get,
  subscribe: shown.subscribe,
  /// Gives back its id.
  add(toast: Omit<Toast, 'id'>): string {
    const id = `toast-${++count}`
    shown.set([...shown.get().slice(-3), { ...toast, id }])
    return id
  },
  close(id: string): void {
    shown.set(shown.get().filter((toast) => toast.id !== id))
  },
}
