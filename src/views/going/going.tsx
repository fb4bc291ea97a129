import { useEffect, useMemo, useState } from 'react'
import { episodeHere, toggleFold, toggleFolds, unfold } from '../../editor/fold.ts'
import type { ScriptView } from '../../editor/scriptview.ts'
import { onePerPerson, type Person } from '../../session/presence.ts'
import type { WritableStore } from '../../session/store.ts'
import { type Command, useCommands } from '../parts/commands.ts'
import { focusMode, typewriterMode } from '../parts/settings.ts'
import { toasts } from '../parts/toasts.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { follow, stopFollowing } from '../series/followed.ts'
import { useSession } from '../series/opened.ts'
import { useTalk } from '../threads/talk.ts'
import { foldedOf } from './folded.ts'
import { Following } from './following.tsx'
import { followNext, keepFollowing } from './keepfollowing.ts'
import { ListNarrowing } from './narrowing.tsx'
import { keepTrail, type Trails } from './trailkeeper.ts'
import { usePlaceFinders } from './useplacefinders.ts'

/// Getting around in the script: its ways there and back, what of it is looked at, and whom one goes
/// along with.
export function Going({ script }: { readonly script: ScriptView }) {
  const words = useWords()
  const session = useSession()
  const [trails, setTrails] = useState<Trails>()
  useEffect(() => {
    const made = keepTrail(session, script)
    setTrails(made)
    return () => made.destroy()
  }, [session, script])
  useEffect(() => {
    stopFollowing()
    const left = (name: string) => toasts.add({ title: words('going.follow.left', { name }) })
    return keepFollowing(session, script, foldedOf(session.id), left)
  }, [session, script, words])
  useUnfoldedForComments()
  usePlaceFinders(trails)
  useTrailCommands(trails)
  useLookCommands(script)
  return (
    <>
      <FollowCommands />
      <ListNarrowing />
      <Following />
    </>
  )
}

function useTrailCommands(trails: Trails | undefined): void {
  const words = useWords()
  useCommands(
    useMemo((): readonly Command[] => {
      const go = (way: -1 | 1) => {
        if (trails?.travel(way) === false) {
          toasts.add({ title: words(way < 0 ? 'going.back.none' : 'going.forward.none') })
        }
      }
      return [
        {
          id: 'go-back',
          name: words('going.back'),
          group: 'keys.group.go',
          keys: ['Mod-Alt-z'],
          inText: true,
          run: () => go(-1),
        },
        {
          id: 'go-forward',
          name: words('going.forward'),
          group: 'keys.group.go',
          keys: ['Mod-Alt-Shift-z'],
          inText: true,
          run: () => go(1),
        },
      ]
    }, [words, trails]),
  )
}

type Switch = WritableStore<'on' | 'off'>

function useLookCommands(script: ScriptView): void {
  const words = useWords()
  const { id } = useSession()
  useCommands(
    useMemo((): readonly Command[] => {
      const folded = foldedOf(id)
      const toggle = (setting: Switch) => setting.set(setting.get() === 'on' ? 'off' : 'on')
      const look = (key: string, name: string, keys: string, run: () => void): Command => ({
        id: key,
        name,
        group: 'keys.group.view',
        keys: [keys],
        inText: true,
        run,
      })
      const { view } = script
      return [
        look('focus-mode', words('going.focus'), 'Mod-Alt-Shift-o', () => toggle(focusMode)),
        look('typewriter', words('going.typewriter'), 'Mod-Alt-Shift-t', () =>
          toggle(typewriterMode),
        ),
        look('fold', words('going.fold'), 'Mod-Alt-x', () => {
          const episode = episodeHere(view)
          if (episode !== undefined) toggleFold(view, folded, episode)
        }),
        look('fold-all', words('going.fold.all'), 'Mod-Alt-Shift-x', () =>
          toggleFolds(view, folded),
        ),
      ]
    }, [words, script, id]),
  )
}

/// Apart from the rest: others come, go and move all the time.
function FollowCommands() {
  const words = useWords()
  const session = useSession()
  const roster = othersIn(useStore(session.people))
    .map(({ client, name }) => `${client} ${name}`)
    .join('\n')
  useCommands(
    useMemo((): readonly Command[] => {
      const others = othersIn(session.people.get())
      const present = (client: number) =>
        session.people.get().find((person) => person.client === client)
      return [
        {
          id: 'follow-next',
          name: words('going.follow.next'),
          group: 'keys.group.go',
          keys: ['Mod-Alt-a'],
          inText: true,
          run() {
            if (roster === '') toasts.add({ title: words('going.follow.nobody') })
            else followNext(session, othersIn(session.people.get()))
          },
        },
        ...others.map(
          ({ client, name }): Command => ({
            id: `follow-${client}`,
            name: words('going.follow', { name }),
            group: 'keys.group.go',
            onlyFound: true,
            run() {
              const person = present(client)
              if (person) follow(session, person)
            },
          }),
        ),
      ]
    }, [words, session, roster]),
  )
  return null
}

function othersIn(people: readonly Person[]): readonly Person[] {
  return onePerPerson(people).filter(({ isMe }) => !isMe)
}

/// A comment that is about to be shown in its text must not be in a folded episode.
function useUnfoldedForComments(): void {
  const talk = useTalk()
  const { id } = useSession()
  useEffect(
    () =>
      talk.open.subscribe(() => {
        const threads = talk.open.get()?.threads
        if (!threads || 'on' in threads) return
        for (const { thread, where } of talk.placed.get()) {
          if (where.kind === 'here' && threads.includes(thread.id))
            unfold(foldedOf(id), where.episode)
        }
      }),
    [talk, id],
  )
}
