import { catalogues, type Part } from './parts/catalogues.ts'
import { language } from './parts/settings.ts'
import { loadPlace, placeAt } from './series/loadplace.ts'

/// The pages by what they are loaded with. This file and what it imports come before everything
/// else, so that a page's code, its words and its series are on their way while React is being read.

export const pages = {
  library: () => import('./library/librarypage.tsx'),
  series: () => import('./series/seriespage.tsx'),
  account: () => import('./account/accountpage.tsx'),
  join: () => import('./join/joinpage.tsx'),
  reset: () => import('./account/resetpage.tsx'),
  ...loadPlace,
} as const

/// The parts of the catalogue that an address needs beside the first: the script of a series needs
/// fewer words than other pages.
export function wordsAt(path: string): readonly Part[] {
  const [, first, , ...rest] = path.split('/')
  const isScript = first === 'series' && placeAt(rest.join('/')) === 'script'
  return isScript ? [] : ['places']
}

/// Begins to load what an address shows.
export function preload(path: string): void {
  const [, first, id, ...rest] = path.split('/')
  const load = (name: keyof typeof pages) => pages[name]().catch(() => {})
  for (const part of ['first', ...wordsAt(path)] as const) {
    catalogues[language.get()][part]().catch(() => {})
  }
  if (first === '') load('library')
  if (first === 'join') load('join')
  const place = placeAt(rest.join('/'))
  if (first !== 'series' || !id || !place) return
  import('../session/sessions.ts').then(({ openAhead }) => openAhead(id)).catch(() => {})
  load('series')
  load(place)
}
