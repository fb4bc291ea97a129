import { type Span, type Style, textOf } from '../../../src/shared/domain/line.ts'
import type { Aspect } from '../../../src/shared/format/losses.ts'
import type {
  Screenplay,
  ScreenplayEntry,
  ScreenplayEpisode,
  ScreenplayLine,
  ScreenplaySegment,
} from '../../../src/shared/format/screenplay.ts'

/// The words of a screenplay's lines that are not in another's, or not in their order. The parts of a
/// scene heading may be anywhere: formats give them an order of their own.
export function missingWords(given: Screenplay, read: Screenplay): readonly string[] {
  const text = linesOf(read)
    .map(({ spans }) => letters(textOf(spans)))
    .join('')
  let from = 0
  return linesOf(given).flatMap(({ element, spans }) => {
    if (element === 'scene-heading') {
      const words = textOf(spans).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
      return words.filter((word) => !text.includes(word))
    }
    const words = letters(textOf(spans))
    const at = text.indexOf(words, from)
    if (at < 0) return [words]
    from = at + words.length
    return []
  })
}

function linesOf({ episodes }: Screenplay): readonly ScreenplayLine[] {
  return episodes
    .flatMap(({ hook, beats, cliffhanger }) => [hook, ...beats, cliffhanger])
    .flatMap(({ lines }) => lines)
}

function letters(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
}

/// A screenplay without what a format cannot carry: what is left is what the format is held to.
/// Where elements are lost, that is nothing of its lines (see `missingWords`).
export function without(screenplay: Screenplay, aspects: readonly Aspect[]): Screenplay {
  const lost: ReadonlySet<Aspect> = new Set(aspects)
  const text = (value: string) => (lost.has('spaces') ? solid(value) : value)
  const episodes = screenplay.episodes.map((episode) => episodeWithout(episode, lost, text))
  const { cast = [], places = [], ...rest } = screenplay
  return {
    ...kept(rest, lost, {
      notes: 'notes',
      targetSeconds: 'target',
      settings: 'settings',
      carried: 'carried',
    }),
    // They come in the order of ids that are drawn.
    cast: lost.has('cast') ? [] : sorted(cast),
    places: lost.has('places') ? [] : sorted(places),
    title: lost.has('title') ? '' : text(screenplay.title),
    logline: lost.has('logline') ? '' : text(screenplay.logline),
    language: lost.has('language') ? 'en' : screenplay.language,
    titlePage: lost.has('title-page') ? [] : screenplay.titlePage,
    episodes,
  }
}

function sorted(entries: readonly ScreenplayEntry[]): readonly ScreenplayEntry[] {
  return [...entries].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

type Lost = ReadonlySet<Aspect>
type Say = (text: string) => string

/// The values of keys that are not lost, with the aspect that each of them is.
function kept<T extends object>(
  value: T,
  lost: Lost,
  keys: { readonly [K in keyof T]?: Aspect },
): T {
  return Object.fromEntries(
    Object.entries(value).filter(([key]) => !lost.has(keys[key as keyof T] as Aspect)),
  ) as T
}

function episodeWithout(episode: ScreenplayEpisode, lost: Lost, text: Say): ScreenplayEpisode {
  const segment = (each: ScreenplaySegment) => segmentWithout(each, lost, text)
  const { hook, beats, cliffhanger } = episode
  const lines = [hook, ...beats, cliffhanger].flatMap((each) => segment(each).lines)
  const empty = { outline: '', lines: [] }
  return {
    ...kept(episode, lost, {
      targetSeconds: 'episode-targets',
      writers: 'writers',
      due: 'due',
      unlock: 'unlocks',
      carried: 'episode-carried',
    }),
    title: lost.has('episode-titles') ? '' : text(episode.title),
    summary: lost.has('summaries') ? '' : text(episode.summary),
    hook: lost.has('segments') ? empty : segment(hook),
    beats: lost.has('segments') ? [{ outline: '', lines }] : beats.map(segment),
    cliffhanger: lost.has('segments') ? empty : segment(cliffhanger),
  }
}

function segmentWithout(segment: ScreenplaySegment, lost: Lost, text: Say): ScreenplaySegment {
  const held = lost.has('elements') ? [] : segment.lines
  const lines = held.map((line) => lineWithout(line, lost, text))
  return {
    ...kept(segment, lost, {
      emotion: 'emotion',
      tags: 'tags',
      seconds: 'segment-seconds',
      carried: 'segment-carried',
    }),
    outline: lost.has('outlines') ? '' : text(segment.outline),
    // An empty line is a space between others.
    lines: lost.has('spaces') ? lines.filter(({ spans }) => spans.length > 0) : lines,
  }
}

function lineWithout(line: ScreenplayLine, lost: Lost, text: Say): ScreenplayLine {
  const { element, spans } = line
  const flat = lost.has('spaces') ? [{ text: text(textOf(spans)), style: {} }] : spans
  return {
    ...kept(line, lost, {
      dual: 'dual',
      align: 'align',
      sceneNumber: 'scene-numbers',
      seconds: 'line-seconds',
      sceneSeconds: 'scene-seconds',
      translation: 'translations',
      carried: 'line-carried',
    }),
    element,
    spans: joined(flat.map((span) => ({ ...span, style: styleWithout(span.style, lost) }))),
  }
}

function styleWithout(style: Style, lost: Lost): Style {
  if (lost.has('styles')) return {}
  const { strike: _, ...rest } = style
  return lost.has('strike') ? rest : style
}

/// Neighbours of one style as one.
function joined(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = []
  for (const span of spans.filter(({ text }) => text !== '')) {
    const last = result.at(-1)
    if (last && JSON.stringify(last.style) === JSON.stringify(span.style)) {
      result[result.length - 1] = { ...last, text: last.text + span.text }
    } else result.push(span)
  }
  return result
}

function solid(text: string): string {
  return text.replace(/\s+/g, '')
}
