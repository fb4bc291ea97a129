import { castOf, castOfEpisode } from '../../shared/derive/cast.ts'
import { usageOf, usageOfEpisode } from '../../shared/derive/castusage.ts'
import {
  chineseIntros,
  chineseTimes,
  englishIntros,
  englishTimes,
} from '../../shared/derive/heading.ts'
import { placesOf, scenesOfEpisode } from '../../shared/derive/places.ts'
import { entriesOf } from '../../shared/document/cast.ts'
import type { SeriesDocument } from '../../shared/document/seriesdocument.ts'
import type { Series } from '../../shared/domain/series.ts'

/// What can be offered in a series. The same object until a rest from writing: it is read while the
/// page has nothing else to do, in slices, so that no key waits for a season to be looked through.
export interface Lists {
  readonly isChinese: boolean
  /// Who speaks most first, then who has only been entered by hand.
  readonly names: readonly string[]
  readonly extensions: readonly string[]
  readonly intros: readonly string[]
  readonly places: readonly PlaceName[]
  readonly times: readonly string[]
  readonly transitions: readonly string[]
}

export interface PlaceName {
  readonly name: string
  /// The times of day it has been seen at, the last first.
  readonly times: readonly string[]
}

function listsOf(
  series: Series,
  castNames: readonly string[],
  placeNames: readonly string[],
): Lists {
  const isChinese = (series.settings.dress ?? series.language) === 'zh-Hans'
  const usage = usageOf(series)
  return {
    isChinese,
    names: unique([...castOf(series).map(({ name }) => name), ...castNames]),
    extensions: unique([...(isChinese ? chineseExtensions : extensions), ...usage.extensions]),
    intros: isChinese ? chineseIntros : englishIntros,
    places: [...placesOf(series), ...placeNames.map((name): PlaceName => ({ name, times: [] }))],
    times: unique([...usage.times, ...(isChinese ? chineseTimes : englishTimes)]),
    transitions: unique([...usage.transitions, ...(isChinese ? chineseTransitions : transitions)]),
  }
}

const extensions = ['V.O.', 'O.S.', 'O.C.', 'SUBTITLE']
/// OS is what somebody thinks, VO who is not seen.
const chineseExtensions = ['OS', 'VO', '画外音', '字幕']
const transitions = [
  ...['CUT TO:', 'SMASH CUT TO:', 'MATCH CUT TO:', 'JUMP CUT TO:', 'DISSOLVE TO:'],
  ...['CUT TO BLACK.', 'SMASH CUT TO BLACK.', 'FADE IN:', 'FADE OUT.', 'FADE TO BLACK.'],
]
const chineseTransitions = ['切至：', '硬切：', '叠化：', '淡入：', '淡出。', '切黑。', '闪回：']

function unique(all: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  return all.filter((each) => {
    const key = each.toUpperCase()
    return each !== '' && !seen.has(key) && seen.add(key)
  })
}

/// Keeps the lists of a document up.
export class ListKeeper {
  readonly #document: SeriesDocument
  readonly #stop: (() => void)[]
  #lists: Lists | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(document: SeriesDocument) {
    this.#document = document
    const later = () => this.#later()
    this.#stop = [
      document.reading.onChange(later),
      entriesOf(document, 'cast').subscribe(later),
      entriesOf(document, 'places').subscribe(later),
    ]
    this.#later(0)
  }

  get(): Lists {
    this.#lists ??= this.#read()
    return this.#lists
  }

  destroy(): void {
    clearTimeout(this.#timer)
    for (const stop of this.#stop) stop()
  }

  #read(): Lists {
    const names = (roster: 'cast' | 'places') =>
      entriesOf(this.#document, roster)
        .get()
        .flatMap(({ name, aliases }) => [name, ...aliases])
    return listsOf(this.#document.reading.series, names('cast'), names('places'))
  }

  /// Not put off by what comes meanwhile: somebody is always typing.
  #later(after = rest): void {
    this.#timer ??= setTimeout(() => this.#readOn(0), after)
  }

  /// Reads some episodes, each of which remembers; when all have been, what they say together.
  #readOn(from: number): void {
    const { episodes } = this.#document.reading.series
    const until = performance.now() + slice
    let at = from
    while (at < episodes.length && performance.now() < until) {
      const episode = episodes[at++]
      if (!episode) continue
      castOfEpisode(episode)
      scenesOfEpisode(episode)
      usageOfEpisode(episode)
    }
    if (at < episodes.length) this.#timer = setTimeout(() => this.#readOn(at), 0)
    else {
      this.#timer = undefined
      this.#lists = this.#read()
    }
  }
}

/// Milliseconds from a change until the season is read again.
const rest = 800
/// Milliseconds at a time.
const slice = 5
