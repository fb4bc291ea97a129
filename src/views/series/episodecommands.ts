import { useCallback } from 'react'
import { type Command, useCommands } from '../parts/commands.ts'
import { useWords } from '../parts/words.ts'
import { useSession } from './opened.ts'

/// A command for each episode, which the palette finds by its number and title.
export function useEpisodeCommands(): void {
  const words = useWords()
  const session = useSession()
  useCommands(
    useCallback(
      (): readonly Command[] =>
        session.document.reading.series.episodes.map(({ id, title }, i) => ({
          id: `episode-${id}`,
          name: words(title ? 'palette.go.named' : 'palette.go', { number: i + 1, title }),
          group: 'keys.group.go',
          onlyFound: true,
          run: () => session.go({ episode: id }),
        })),
      [words, session],
    ),
  )
}
