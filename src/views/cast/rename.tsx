import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Listed } from '../../shared/derive/castlist.ts'
import {
  type Hit,
  hitsIn,
  partsOf,
  type Renaming,
  renameEverywhere,
} from '../../shared/derive/castrename.ts'
import { keyOf } from '../../shared/document/replace.ts'
import { keyOfName, type Roster } from '../../shared/domain/castentry.ts'
import { rest } from '../find/giveway.ts'
import { Button } from '../parts/button.tsx'
import field from '../parts/field.module.css'
import { offerUndo } from '../parts/offerundo.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { scriptHere } from '../script/scripthere.ts'
import { useSession, useShownSeries } from '../series/opened.ts'
import { Preview } from './preview.tsx'
import styles from './rename.module.css'

interface RenameProps {
  readonly roster: Roster
  readonly from: string
  readonly suggested: string
  readonly list: readonly Listed[]
  readonly onBusy: (isBusy: boolean) => void
  /// Called with the key of the new name, or without one where nothing was renamed.
  readonly onDone: (key?: string) => void
}

/// Another name everywhere, with what that changes before it is done.
export function Rename({ roster, from, suggested, list, onBusy, onDone }: RenameProps) {
  const words = useWords()
  const session = useSession()
  const script = useStore(scriptHere)
  const language = useShownSeries((series) => series.language)
  const id = useId()
  const [to, setTo] = useState(suggested)
  const [mentions, setMentions] = useState(true)
  const [spared, setSpared] = useState<ReadonlySet<string>>(new Set())
  const [progress, setProgress] = useState<number>()
  const input = useRef<HTMLInputElement>(null)
  // Somebody has just asked for it.
  useLayoutEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [])

  const name = to.replace(/\s+/gu, ' ').trim()
  const renaming = useMemo(
    (): Renaming => ({ roster, from, to: name, mentions, others: namesOf(list) }),
    [roster, from, name, mentions, list],
  )
  const looked = useHits(renaming, progress !== undefined)
  const other = list.find(
    ({ key, aliases }) =>
      key === keyOfName(name) || aliases.some((alias) => keyOfName(alias.name) === keyOfName(name)),
  )
  const merges = other !== undefined && keyOfName(name) !== keyOfName(from)
  const chosen = looked.hits?.filter(({ at }) => !spared.has(keyOf(at))) ?? []
  const isSame = name === from || name === ''
  const count = changesIn(chosen)
  const all = changesIn(looked.hits ?? [])

  async function rename() {
    script?.binding.settle()
    onBusy(true)
    setProgress(0)
    try {
      // As it stands now: others may have written on since it was shown.
      const hits: Hit[] = []
      await eachInSlices(partsOf(session.document.reading.series), (part) => {
        for (const hit of hitsIn(part, renaming)) if (!spared.has(keyOf(hit.at))) hits.push(hit)
      })
      const { replaced, changed } = await renameEverywhere(session.document, renaming, hits, {
        history: session.history,
        giveWay: { rest, now: () => performance.now(), onProgress: setProgress },
      })
      offerUndo(
        { session, words },
        {
          title: words('rename.done', { to: name, count: replaced }),
          ...(changed > 0 && { description: words('rename.left', { count: changed }) }),
        },
      )
      onDone(keyOfName(name))
    } finally {
      onBusy(false)
      setProgress(undefined)
    }
  }

  const isBusy = progress !== undefined
  return (
    <form
      className={styles.rename}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isSame && !isBusy && looked.hits) void rename()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || isBusy) return
        // Closes this, not the dialog around it.
        event.preventDefault()
        onDone()
      }}
    >
      <label htmlFor={id} className={styles.label}>
        {words('rename.to')}
      </label>
      <input
        ref={input}
        id={id}
        className={field.input}
        lang={language}
        list={`${id}names`}
        maxLength={80}
        disabled={isBusy}
        value={to}
        onChange={({ target }) => setTo(target.value)}
      />
      <datalist id={`${id}names`}>
        {list.map(
          (each) => keyOfName(from) !== each.key && <option key={each.key} value={each.name} />,
        )}
      </datalist>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={mentions}
          disabled={isBusy}
          onChange={({ target }) => setMentions(target.checked)}
        />
        {words('rename.mentions')}
      </label>
      {merges && <p className={styles.merges}>{words('rename.merges', { to: other.name })}</p>}
      {!isSame && looked.hits && (
        <Preview hits={looked.hits} spared={spared} onSpare={setSpared} disabled={isBusy} />
      )}
      <div className={styles.foot}>
        <p className={styles.said} role="status">
          {isBusy
            ? words('rename.doing', { percent: Math.round(progress * 100) })
            : isSame
              ? ''
              : !looked.hits
                ? words('rename.counting', { percent: Math.round(looked.part * 100) })
                : all === 0
                  ? words('rename.nothing', { name: from })
                  : count < all
                    ? words('rename.chosen', { chosen: count, count: all })
                    : words('rename.hits', { count: all })}
        </p>
        <Button disabled={isBusy} onClick={() => onDone()}>
          {words('action.cancel')}
        </Button>
        <Button kind="primary" type="submit" disabled={isBusy || isSame || !looked.hits}>
          {words(merges ? 'rename.merge' : 'rename.do')}
        </Button>
      </div>
    </form>
  )
}

function namesOf(list: readonly Listed[]): readonly string[] {
  return list.flatMap(({ name, aliases }) => [name, ...aliases.map((alias) => alias.name)])
}

function changesIn(hits: readonly Hit[]): number {
  return hits.reduce((sum, { changes }) => sum + changes.length, 0)
}

interface Looked {
  /// Undefined while the season is still being looked through; `part` says how far, 0 … 1.
  readonly hits: readonly Hit[] | undefined
  readonly part: number
}

/// What a renaming changes, looked for in slices a little after the last key; not while it is done.
function useHits(renaming: Renaming, isBusy: boolean): Looked {
  const series = useShownSeries((shown) => shown)
  const [looked, setLooked] = useState<Looked & { readonly of?: Renaming }>({
    hits: undefined,
    part: 0,
  })
  useEffect(() => {
    if (isBusy) return
    const controller = new AbortController()
    const { signal } = controller
    const timer = setTimeout(async () => {
      const hits: Hit[] = []
      await eachInSlices(
        partsOf(series),
        (part) => hits.push(...hitsIn(part, renaming)),
        (part) => {
          if (!signal.aborted) setLooked((known) => (known.hits ? known : { ...known, part }))
        },
        signal,
      )
      if (!signal.aborted) setLooked({ hits, part: 1, of: renaming })
    }, pause)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [renaming, series, isBusy])
  // What others write changes what is shown; another name makes it all anew.
  const isOld =
    looked.of && (looked.of.to !== renaming.to || looked.of.mentions !== renaming.mentions)
  return isOld ? { hits: undefined, part: 0 } : looked
}

/// Milliseconds without a key.
const pause = 120
/// Milliseconds at a time.
const slice = 8

async function eachInSlices<Item>(
  items: readonly Item[],
  work: (item: Item) => void,
  onProgress?: (part: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  let until = performance.now() + slice
  for (const [i, item] of items.entries()) {
    if (performance.now() > until) {
      onProgress?.(i / items.length)
      await rest()
      if (signal?.aborted) return
      until = performance.now() + slice
    }
    work(item)
  }
}
