import { useMemo } from 'react'
import { useLocation } from 'wouter'
import type { Session } from '../../session/session.ts'
import { may } from '../../shared/domain/access.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { type Command, useCommands } from '../parts/commands.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useEpisodeFinder } from './episodefinder.ts'
import type { PlaceName } from './loadplace.ts'
import { useSession } from './opened.ts'
import { addEpisode, stepEpisode } from './walk.ts'

/// What can be done in every place of a series.
export function SeriesCommands({ place }: { readonly place: PlaceName }) {
  const words = useWords()
  const session = useSession()
  const [, go] = useLocation()
  const mayLook = may(useStore(session.standing), 'members.read')
  const mayEdit = useStore(session.mayEdit)
  useEpisodeFinder()
  useCommands(
    useMemo((): readonly Command[] => {
      const { id } = session
      return [
        {
          id: 'script',
          name: words('go.script'),
          group: 'keys.group.go',
          keys: ['Mod-Alt-s', '1'],
          inText: true,
          run: () => place === 'script' || go(`/series/${id}`),
        },
        {
          id: 'board',
          name: words('go.board'),
          group: 'keys.group.go',
          keys: ['Mod-Alt-b', '2'],
          inText: true,
          run: () => place === 'board' || go(`/series/${id}/board`),
        },
        {
          id: 'activity',
          name: words('go.activity'),
          group: 'keys.group.go',
          keys: ['Mod-Alt-h', '8'],
          inText: true,
          run: () => go(`/series/${id}/activity`),
        },
        ...(mayLook
          ? [
              {
                id: 'people',
                name: words('people.go'),
                group: 'keys.group.go' as const,
                keys: ['Mod-Alt-g', '9'],
                inText: true,
                run: () => go(`/series/${id}/people`),
              },
            ]
          : []),
        {
          id: 'library',
          name: words('go.library'),
          group: 'keys.group.go',
          keys: ['Mod-Alt-o', '0'],
          inText: true,
          run: () => go('/'),
        },
        {
          id: 'next-episode',
          name: words('go.next'),
          group: 'keys.group.go',
          keys: ['Alt-PageDown', 'j'],
          inText: true,
          run: () => stepEpisode(session, 1),
        },
        {
          id: 'previous-episode',
          name: words('go.previous'),
          group: 'keys.group.go',
          keys: ['Alt-PageUp', 'k'],
          inText: true,
          run: () => stepEpisode(session, -1),
        },
        ...(mayEdit ? editing(words, session) : []),
      ]
    }, [words, session, go, place, mayLook, mayEdit]),
  )
  return null
}

/// For who may change the document.
function editing(words: Words, session: Session): readonly Command[] {
  return [
    {
      id: 'new-episode',
      name: words('episode.new'),
      group: 'keys.group.edit',
      keys: ['Mod-Alt-n'],
      inText: true,
      run: () => session.go({ episode: addEpisode(session) }),
    },
    {
      id: 'undo',
      name: words('action.undo'),
      group: 'keys.group.edit',
      keys: ['Mod-z'],
      run: session.undo,
    },
    {
      id: 'redo',
      name: words('action.redo'),
      group: 'keys.group.edit',
      keys: ['Mod-Shift-z', 'Mod-y'],
      run: session.redo,
    },
  ]
}
