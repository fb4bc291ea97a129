import { X } from 'lucide-react'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Person } from '../../session/presence.ts'
import { type ReviewState, reviewStates } from '../../shared/derive/reviewstatus.ts'
import type { Writer } from '../../shared/domain/episode.ts'
import { IconButton } from '../parts/button.tsx'
import { type Command, runCommand, useCommands } from '../parts/commands.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useReviewRoom } from '../review/reviewroom.ts'
import { listNarrowed, narrowingSlot } from '../script/listnarrowed.ts'
import { myName } from '../series/me.ts'
import { useSession, useShownSeries } from '../series/opened.ts'
import { everything, type Narrowing, narrowed, writersIn } from './narrow.ts'
import styles from './narrowing.module.css'

/// What the list of episodes is narrowed by, above it.
export function ListNarrowing() {
  const words = useWords()
  const slot = useStore(narrowingSlot)
  const [narrowing, setNarrowing] = useState<Narrowing>(everything)
  const select = useRef<HTMLSelectElement>(null)
  useEffect(() => () => listNarrowed.set(undefined), [])
  useCommands(
    useMemo(
      (): readonly Command[] => [
        {
          id: 'narrow-episodes',
          name: words('going.narrow'),
          group: 'keys.group.go',
          keys: ['Mod-Alt-Shift-f'],
          inText: true,
          run() {
            if (!select.current) runCommand('toggle-episodes')
            // When the list is there.
            setTimeout(() => select.current?.focus())
          },
        },
      ],
      [words],
    ),
  )
  const Narrowed = narrowing.by === 'status' ? NarrowedByStatus : NarrowedPlainly
  return (
    <>
      {narrowing.by !== 'all' && <Narrowed narrowing={narrowing} />}
      {slot &&
        createPortal(
          <Choice select={select} narrowing={narrowing} onChoose={setNarrowing} />,
          slot,
        )}
    </>
  )
}

interface ChoiceProps {
  readonly select: RefObject<HTMLSelectElement | null>
  readonly narrowing: Narrowing
  readonly onChoose: (narrowing: Narrowing) => void
}

function Choice({ select, narrowing, onChoose }: ChoiceProps) {
  const words = useWords()
  const all = useShownSeries(({ episodes }) => episodes.length)
  const left = useStore(listNarrowed)
  const writers = useWriters()
  const isNarrowed = narrowing.by !== 'all'
  return (
    <div className={styles.choice}>
      <select
        ref={select}
        aria-label={words('going.narrow')}
        className={styles.select}
        data-narrowed={isNarrowed || undefined}
        value={JSON.stringify(narrowing)}
        onChange={(event) => onChoose(JSON.parse(event.target.value) as Narrowing)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && isNarrowed) onChoose(everything)
        }}
      >
        {plain.map((by) => (
          <option key={by} value={JSON.stringify({ by })}>
            {words(`going.narrow.${by}`)}
          </option>
        ))}
        <optgroup label={words('going.narrow.status')}>
          {reviewStates.map((state) => (
            <option key={state} value={JSON.stringify({ by: 'status', state })}>
              {words(`review.state.${state}`)}
            </option>
          ))}
        </optgroup>
        {writers.length > 0 && (
          <optgroup label={words('going.narrow.writer')}>
            {writers.map(({ id, name }) => (
              <option key={id} value={JSON.stringify({ by: 'writer', writer: id })}>
                {name}
              </option>
            ))}
          </optgroup>
        )}
      </select>
      {isNarrowed && (
        <IconButton label={words('going.narrow.off')} onClick={() => onChoose(everything)}>
          <X size={14} aria-hidden />
        </IconButton>
      )}
      <span className={styles.count} role="status">
        {isNarrowed && left && words('going.narrow.count', { left: left.size, all })}
      </span>
    </div>
  )
}

/// The same list until another writer is named.
function useWriters(): readonly Writer[] {
  const known = useRef<readonly Writer[]>([])
  return useShownSeries(({ episodes }) => {
    const writers = writersIn(episodes)
    const same = writers.length === known.current.length && writers.every(isKnown)
    if (!same) known.current = writers
    return known.current
    function isKnown({ id, name }: Writer, i: number): boolean {
      return known.current[i]?.id === id && known.current[i].name === name
    }
  })
}

const plain = ['all', 'over', 'empty', 'people', 'mine', 'unlock'] as const

function NarrowedPlainly({ narrowing }: { readonly narrowing: Narrowing }) {
  useNarrowed(narrowing, noState)
  return null
}

/// Only now the server is asked how far the reviews are.
function NarrowedByStatus({ narrowing }: { readonly narrowing: Narrowing }) {
  const room = useReviewRoom()
  const reviews = useStore(room.reviews)
  const stateOf = useMemo(() => {
    const states = new Map(reviews.map(({ id, status }) => [id, status.state]))
    return (episode: string) => states.get(episode)
  }, [reviews])
  useNarrowed(narrowing, stateOf)
  return null
}

function useNarrowed(
  narrowing: Narrowing,
  stateOf: (episode: string) => ReviewState | undefined,
): void {
  const { account, people } = useSession()
  const series = useShownSeries((shown) => shown)
  const name = useStore(myName)
  const peopled = usePeopled(useStore(people))
  const left = useMemo(
    () => narrowed(series, narrowing, { me: { id: account, name }, peopled, stateOf }),
    [series, narrowing, account, name, peopled, stateOf],
  )
  useEffect(() => {
    if (!sameIds(listNarrowed.get(), left)) listNarrowed.set(left)
  }, [left])
  useEffect(() => () => listNarrowed.set(undefined), [])
}

function usePeopled(people: readonly Person[]): ReadonlySet<string> {
  return useMemo(
    () => new Set(people.flatMap(({ isMe, place }) => (isMe ? [] : (place.episode ?? [])))),
    [people],
  )
}

function sameIds(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): boolean {
  return a?.size === b?.size && (a === b || [...(a ?? [])].every((id) => b?.has(id)))
}

const noState = (): undefined => undefined
