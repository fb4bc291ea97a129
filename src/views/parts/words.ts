import type { i18n } from 'i18next'
import { createStore } from '../../session/store.ts'
import type { Language } from '../../shared/domain/language.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { createDictionary, wordsOf } from '../../shared/i18n/dictionary.ts'
import { catalogues, type Part } from './catalogues.ts'
import { language } from './settings.ts'
import { useStore } from './usestore.ts'

/// Another function in another language, so that whatever is made with it is made anew.
const said = createStore<Words>((key) => key)

/// The words of the interface, in the language that the person chose.
export function useWords(): Words {
  return useStore(said)
}

let dictionary: i18n | undefined
/// The parts that somebody needs, in whatever language.
const needed = new Set<Part>(['first'])
/// What the dictionary holds, as `en tools`.
const held = new Set<string>()

/// Opens the dictionary of the interface, which follows the choice of language, with these parts
/// beside the first. Catalogues are loaded when they are first needed.
export async function openDictionary(...parts: readonly Part[]): Promise<void> {
  const now = language.get()
  dictionary = createDictionary(now, {})
  for (const part of parts) needed.add(part)
  await hold(dictionary, now)
  show(dictionary, now)
  language.subscribe(() => void follow())
}

/// Adds a part, in the language at hand and in those that are chosen later.
async function learn(part: Part): Promise<void> {
  needed.add(part)
  if (dictionary) await hold(dictionary, language.get())
}

/// Makes of what loads a page or a tool one that loads its words with it.
export function speaking<T>(part: Part, load: () => Promise<T>): () => Promise<T> {
  return async () => {
    const [loaded] = await Promise.all([load(), learn(part)])
    return loaded
  }
}

async function follow(): Promise<void> {
  if (!dictionary) return
  const next = language.get()
  await hold(dictionary, next)
  // Chosen again while this was coming.
  if (next !== language.get()) return
  await dictionary.changeLanguage(next)
  show(dictionary, next)
}

function show(dictionary: i18n, now: Language): void {
  document.documentElement.lang = now
  said.set(wordsOf(dictionary))
}

async function hold(dictionary: i18n, now: Language): Promise<void> {
  await Promise.all(
    [...needed].map(async (part) => {
      const name = `${now} ${part}`
      if (held.has(name)) return
      dictionary.addResourceBundle(now, 'translation', await catalogues[now][part](), true, true)
      held.add(name)
    }),
  )
}
