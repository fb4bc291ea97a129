import type { Node } from 'prosemirror-model'
import type { NodeView } from 'prosemirror-view'
import { formatTime, standing } from '../shared/derive/clock.ts'
import { ninetyBarBlocks, ninetyBarEnd } from '../shared/derive/ninetybar.ts'
import { type EpisodeTime, episodeTime, type Timed } from '../shared/derive/runtime.ts'
import type { SeriesDocument } from '../shared/document/seriesdocument.ts'
import type { Episode } from '../shared/domain/episode.ts'
import type { Series } from '../shared/domain/series.ts'
import type { Words } from '../shared/i18n/catalogue.ts'

/// What stands around the text and is not text: an episode's number, ninety bar and time, a
/// segment's name and times in the margin. Drawn beside the content and filled in for the episodes
/// that have changed: what is new before it is seen, the rest a little behind the typing, so that a
/// keystroke has painted before anything beside it moves.

/// How far it may be behind, in milliseconds.
const lag = 150

/// So many episodes are filled in at once: when a series opens, those that nobody sees come after the
/// first frame.
const atOnce = 6

export class Chrome {
  readonly #document: SeriesDocument
  readonly #words: Words
  readonly #here: () => string | undefined
  readonly #titles = new Map<string, TitleParts>()
  readonly #labels = new Map<string, LabelParts>()
  /// What was last drawn of each episode.
  #drawn = new Map<string, Drawn>()
  #settings: Timed | undefined
  #frame = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #stop: () => void

  /// `here` gives the episode that is being looked at.
  constructor(document: SeriesDocument, words: Words, here: () => string | undefined) {
    this.#document = document
    this.#words = words
    this.#here = here
    this.#stop = document.reading.onChange(() => {
      this.#timer ??= setTimeout(() => this.#draw(), lag)
    })
  }

  destroy(): void {
    this.#stop()
    cancelAnimationFrame(this.#frame)
    clearTimeout(this.#timer)
  }

  /// The view of a title: the number before it, the bar and the time behind.
  title(episodeId: string): NodeView {
    const dom = element('header', 'script-title')
    const number = element('span', 'script-number')
    const contentDOM = element('h2', 'script-name')
    const meta = element('div', 'script-meta')
    const bar = element('div', 'ninety')
    const time = element('span', 'ninety-time')
    for (const part of [number, meta]) part.contentEditable = 'false'
    contentDOM.dataset.empty = this.#words('episode.untitled')
    bar.ariaHidden = 'true'
    meta.append(bar, time)
    dom.append(number, contentDOM, meta)
    const parts = { number, bar, time }
    this.#titles.set(episodeId, parts)
    this.#forget(episodeId)
    return {
      dom,
      contentDOM,
      ignoreMutation: (mutation) => !contentDOM.contains(mutation.target),
      destroy: () => {
        if (this.#titles.get(episodeId) === parts) this.#titles.delete(episodeId)
      },
    }
  }

  /// The view of a segment: its name and times in the margin.
  segment(node: Node): NodeView {
    const id = String(node.attrs.id)
    const dom = element('section', 'script-segment')
    dom.dataset.segment = id
    dom.dataset.kind = node.type.name
    const label = element('div', 'script-label')
    label.contentEditable = 'false'
    label.draggable = node.type.name === 'beat'
    const name = element('span', 'script-kind')
    const range = element('span', 'script-range')
    label.append(name, range)
    const contentDOM = element('div', 'script-content')
    dom.append(label, contentDOM)
    const parts = { name, range }
    this.#labels.set(id, parts)
    this.#ask()
    this.#drawn = new Map()
    return {
      dom,
      contentDOM,
      update: (next) => next.type === node.type && next.attrs.id === id,
      // The label is ours, and so are the attributes around the content: a drag marks there where
      // the beat would go.
      ignoreMutation: (mutation) =>
        label.contains(mutation.target) ||
        (mutation.type === 'attributes' && mutation.target === dom),
      destroy: () => {
        if (this.#labels.get(id) === parts) this.#labels.delete(id)
      },
    }
  }

  #forget(episodeId: string): void {
    this.#drawn.delete(episodeId)
    this.#ask()
  }

  #ask(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#draw())
  }

  #draw(): void {
    this.#frame = 0
    clearTimeout(this.#timer)
    this.#timer = undefined
    const { series } = this.#document.reading
    const { language, targetSeconds, settings } = series
    const last = this.#settings
    if (
      last?.language !== language ||
      last.targetSeconds !== targetSeconds ||
      last.settings.pace !== settings.pace
    ) {
      this.#settings = { language, targetSeconds, settings }
      this.#drawn = new Map()
    }
    const kept = new Map<string, Drawn>()
    const changed: Drawn[] = []
    for (const [index, episode] of series.episodes.entries()) {
      const now = { episode, number: index + 1 }
      const old = this.#drawn.get(episode.id)
      if (old?.episode === episode && old.number === now.number) kept.set(episode.id, old)
      else changed.push(now)
    }
    this.#drawn = kept
    if (changed.length > atOnce) {
      const here = this.#here()
      const at = series.episodes.findIndex(({ id }) => id === here) + 1
      changed.sort((a, b) => Math.abs(a.number - at) - Math.abs(b.number - at))
      this.#timer = setTimeout(() => this.#draw())
    }
    for (const { episode, number } of changed.slice(0, atOnce)) {
      this.#fill(episode, number, series)
      kept.set(episode.id, { episode, number })
    }
  }

  #fill(episode: Episode, number: number, series: Series): void {
    const time = episodeTime(episode, series)
    const title = this.#titles.get(episode.id)
    if (title) {
      write(title.number, String(number))
      drawBar(title.bar, time)
      const { is, ...values } = standing(time.seconds, time.target)
      write(
        title.time,
        time.seconds === 0
          ? this.#words('time.none')
          : this.#words(is === 'even' ? 'time.of' : `time.${is}`, values),
      )
      title.time.classList.toggle('over', is === 'over')
    }
    let beat = 0
    for (const [i, segment] of episode.segments.entries()) {
      const label = this.#labels.get(segment.id)
      if (segment.kind === 'beat') beat++
      const place = time.segments[i]
      if (!label || !place) continue
      write(
        label.name,
        segment.kind === 'beat'
          ? this.#words('segment.beat.number', { number: beat })
          : this.#words(`segment.${segment.kind}`),
      )
      write(
        label.range,
        place.seconds === 0
          ? ''
          : this.#words('time.range', {
              from: formatTime(place.start),
              to: formatTime(place.start + place.seconds),
            }),
      )
    }
  }
}

interface Drawn {
  readonly episode: Episode
  readonly number: number
}

interface TitleParts {
  readonly number: HTMLElement
  readonly bar: HTMLElement
  readonly time: HTMLElement
}

interface LabelParts {
  readonly name: HTMLElement
  readonly range: HTMLElement
}

/// Text that says what it said before is left alone: the browser would lay it out anew.
function write(part: HTMLElement, text: string): void {
  if (part.textContent !== text) part.textContent = text
}

function drawBar(bar: HTMLElement, time: EpisodeTime): void {
  bar.style.setProperty('--end', `${ninetyBarEnd(time) * 100}%`)
  bar.replaceChildren(
    ...ninetyBarBlocks(time).map(({ kind, from, to, over }) => {
      const block = element('i', over ? `${kind} over` : kind)
      block.style.width = `${(to - from) * 100}%`
      return block
    }),
  )
}

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  made.className = className
  return made
}
