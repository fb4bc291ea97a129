import { toasts } from './toasts.ts'
import { useWords } from './words.ts'

/// Opens something that has to be loaded first, or says why it cannot be.
export function useOpening<T>(load: () => Promise<T>, open: (loaded: T) => void): () => void {
  const words = useWords()
  return () =>
    void load().then(open, () => {
      toasts.add({ title: words('fault.network'), priority: 'high' })
    })
}
