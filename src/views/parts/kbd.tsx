import { isSingle } from './commands.ts'
import styles from './kbd.module.css'
import { sayKey } from './keys.ts'
import { letterKeys } from './settings.ts'
import { useStore } from './usestore.ts'
import { useWords } from './words.ts'

/// A key as it stands on the keyboard. Nothing for a single letter while those are switched off.
export function Kbd({ keys }: { readonly keys: string }) {
  const words = useWords()
  const letters = useStore(letterKeys)
  if (isSingle(keys) && letters === 'off') return null
  return <kbd className={styles.kbd}>{sayKey(words, keys)}</kbd>
}
