import { useMemo } from 'react'
import { type Finder, useFinders } from '../parts/finders.ts'
import { useWords } from '../parts/words.ts'
import { findEpisodes } from './findepisodes.ts'
import { useSession } from './opened.ts'

/// The palette finds the episodes of the series that is open.
export function useEpisodeFinder(): void {
  const words = useWords()
  const session = useSession()
  useFinders(
    useMemo(
      (): readonly Finder[] => [
        {
          group: 'episodes',
          find: (text) =>
            findEpisodes(session.document.reading.series.episodes, text).map(
              ({ id, number, title }) => ({
                id: `episode-${id}`,
                name: words(title ? 'palette.go.named' : 'palette.go', { number, title }),
                run: () => session.go({ episode: id }),
              }),
            ),
        },
      ],
      [words, session],
    ),
  )
}
