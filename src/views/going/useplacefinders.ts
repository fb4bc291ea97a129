import { useMemo } from 'react'
import { type Finder, type FoundPlace, useFinders } from '../parts/finders.ts'
import { useWords } from '../parts/words.ts'
import { cursor } from '../script/cursor.ts'
import { useSession } from '../series/opened.ts'
import { findScenes, findSpeakers, type Target } from './findplaces.ts'
import type { Trails } from './trailkeeper.ts'

/// The palette finds the scenes of the season, and where a character speaks next and first.
export function usePlaceFinders(trails: Trails | undefined): void {
  const words = useWords()
  const { document, place } = useSession()
  useFinders(
    useMemo((): readonly Finder[] => {
      if (!trails) return []
      const go =
        ({ segment, line }: Target) =>
        () =>
          trails.goTo({ segment, line, offset: 0 })
      const note = ({ number }: Target) => words('episode', { number })
      return [
        {
          group: 'going.scenes',
          find: (text) =>
            findScenes(document.reading.series.episodes, text).map((scene) => ({
              id: `scene-${scene.line}`,
              name: scene.heading,
              note: note(scene),
              run: go(scene),
            })),
        },
        {
          group: 'going.characters',
          find(text) {
            const from = { ...place.get(), line: cursor.get()?.line }
            const found = findSpeakers(document.reading.series.episodes, text, from)
            return found.flatMap(({ name, first, next }): FoundPlace[] => {
              const toNext = {
                id: `next-${next.line}-${name}`,
                name: words('going.character.next', { name }),
                note: note(next),
                run: go(next),
              }
              if (next.line === first.line) return [toNext]
              const toFirst = {
                id: `first-${first.line}-${name}`,
                name: words('going.character.first', { name }),
                note: note(first),
                run: go(first),
              }
              return [toNext, toFirst]
            })
          },
        },
      ]
    }, [words, document, place, trails]),
  )
}
