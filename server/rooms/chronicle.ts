import type * as Y from 'yjs'
import { fingerprintOf, outlineOf } from '../../src/shared/derive/outline.ts'
import type { Clock } from '../clock.ts'
import { binnedEpisodesOf, readOutlines, watchOutlines } from './content.ts'

/// Something that happened to an episode. `by` are the ids of those who wrote; empty where it is
/// not known.
export interface Happening {
  readonly what: 'added' | 'binned' | 'restored' | 'outline'
  readonly episode: string
  readonly by: readonly string[]
}

/// Outlines that nobody has touched for this long are compared with what they were, in milliseconds;
/// those that somebody goes on with, after so long.
const quiet = 20_000
const longest = 120_000

/// Who touched an episode or a segment since it was last looked at.
interface Touch {
  /// Those who were the only ones to write in some transaction that touched it.
  readonly sole: Set<string>
  /// Those who wrote in every other transaction that touched it: several people's edits may share
  /// one, so only who was there each time counts.
  common: ReadonlySet<string> | undefined
}

/// Notes what happens to the outlines of one open series: it watches which are touched, and when
/// they are left alone, compares them with what they were. What is typed in the script costs it
/// nothing.
export class Chronicle {
  readonly #doc: Y.Doc
  readonly #clock: Clock
  readonly #tell: (happenings: readonly Happening[]) => void
  #stop: () => void
  #outlines: ReturnType<typeof readOutlines>
  #binned: ReadonlySet<string>
  #fresh = new Set<string>()
  #touches = new Map<string, Touch>()
  #since = 0
  /// Whether other nodes write in it, too: what nobody has touched here, they tell.
  #isShared = false
  #cancel = () => {}

  constructor(doc: Y.Doc, clock: Clock, tell: (happenings: readonly Happening[]) => void) {
    this.#doc = doc
    this.#clock = clock
    this.#tell = tell
    this.#outlines = readOutlines(doc)
    this.#binned = binnedEpisodesOf(doc)
    this.#stop = watchOutlines(doc, (ids) => {
      for (const id of ids) this.#fresh.add(id)
    })
  }

  /// To be called when edits are on disk, with the ids of those whose they are.
  wrote(users: readonly (string | null)[]): void {
    if (this.#fresh.size === 0) return
    const who = new Set(users.filter((user) => user !== null))
    if (this.#touches.size === 0) this.#since = this.#clock.now()
    for (const id of this.#fresh) {
      const touch = this.#touches.get(id) ?? { sole: new Set(), common: undefined }
      const [only] = who
      if (who.size === 1 && only !== undefined) touch.sole.add(only)
      else touch.common = both(touch.common, who)
      this.#touches.set(id, touch)
    }
    this.#fresh.clear()
    this.#cancel()
    const left = this.#since + longest - this.#clock.now()
    this.#cancel = this.#clock.after(Math.max(0, Math.min(quiet, left)), () => this.#compare())
  }

  /// To be called when edits of other nodes were taken in. They tell what becomes of those.
  passOver(): void {
    this.#fresh.clear()
    this.#isShared = true
  }

  /// Tells what has not been told yet.
  close(): void {
    this.#leave()
    if (this.#touches.size > 0) this.#compare()
  }

  /// What is in memory is not what is on disk: nothing of it is told.
  abandon(): void {
    this.#leave()
    this.#touches.clear()
  }

  #leave(): void {
    this.#stop()
    this.#stop = () => {}
    this.#cancel()
  }

  #compare(): void {
    const touches = this.#touches
    this.#touches = new Map()
    const [before, wasBinned] = [this.#outlines, this.#binned]
    this.#outlines = readOutlines(this.#doc)
    this.#binned = binnedEpisodesOf(this.#doc)
    const old = new Map(before.map((episode) => [episode.id, episode]))
    const now = new Map(this.#outlines.map((episode) => [episode.id, episode]))
    const happenings: Happening[] = []
    for (const id of new Set([...now.keys(), ...old.keys()])) {
      const [was, is] = [old.get(id), now.get(id)]
      const what = happened(was, is, wasBinned.has(id))
      if (!what) continue
      if (this.#isShared && ![was, is].some((each) => each && isTouched(each))) continue
      const by = [...new Set([was, is].flatMap((each) => (each ? writersOf(each) : [])))]
      happenings.push({ what, episode: id, by })
    }
    if (happenings.length > 0) this.#tell(happenings)

    function isTouched(episode: Outlined): boolean {
      return idsOf(episode).some((each) => touches.has(each))
    }

    function writersOf(episode: Outlined): string[] {
      return idsOf(episode).flatMap((each) => {
        const touch = touches.get(each)
        if (!touch) return []
        return [...(touch.sole.size > 0 ? touch.sole : (touch.common ?? []))]
      })
    }
  }
}

function both(a: ReadonlySet<string> | undefined, b: ReadonlySet<string>): ReadonlySet<string> {
  return a ? new Set([...a].filter((each) => b.has(each))) : b
}

type Outlined = ReturnType<typeof readOutlines>[number]

function idsOf({ id, segments }: Outlined): string[] {
  return [
    id,
    ...segments.flatMap((segment) => [segment.id, ...segment.outlines.map((each) => each.id)]),
  ]
}

function happened(
  was: Outlined | undefined,
  is: Outlined | undefined,
  wasBinned: boolean,
): Happening['what'] | undefined {
  if (!was) return wasBinned ? 'restored' : 'added'
  if (!is) return 'binned'
  return fingerprintOf(outlineOf(was)) === fingerprintOf(outlineOf(is)) ? undefined : 'outline'
}
