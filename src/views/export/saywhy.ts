import type { Key, Words } from '../../shared/i18n/catalogue.ts'
import { Fault, sayFault } from '../parts/ask.ts'

/// A fault in the language of the interface, with what is wrong with a file where that is known.
export function sayWhy(words: Words, fault: unknown): string {
  const said = sayFault(words, fault)
  if (!(fault instanceof Fault) || fault.code !== 'file.unreadable') return said
  const key = `unreadable.${fault.reason}` as Key
  const reason = words(key)
  return reason === key ? `${said} ${fault.message}` : reason
}
