/// A season of any length out of the sentences of the finished samples: real lines of real lengths,
/// dealt anew by a seed, as many to each episode as a 90-second episode has.

import { readFileSync } from 'node:fs'
import type { Element } from '../../src/shared/domain/element.ts'
import type { Language } from '../../src/shared/domain/language.ts'
import type { Span } from '../../src/shared/domain/line.ts'
import { fountain } from '../../src/shared/format/formats.ts'
import type {
  Screenplay,
  ScreenplayEpisode,
  ScreenplayLine,
  ScreenplaySegment,
} from '../../src/shared/format/screenplay.ts'

/// Lines of the hook, of each beat and of the cliffhanger: 54 of an episode, so that 100 episodes
/// are the 5,400 lines of the budget.
const shape = [8, 13, 13, 12, 8]

export async function dealSeason(language: Language, episodes: number): Promise<Screenplay> {
  const sample = await readSample(language)
  const deal = dealer(sample)
  const segment = (lines: number, i: number): ScreenplaySegment => ({
    outline: deal.outline(),
    lines: Array.from({ length: lines }, (_, k) => deal.line(i === 0 ? k : k + 1)),
  })
  const episode = (number: number): ScreenplayEpisode => {
    const segments = shape.map(segment)
    return {
      title: `${sample.episodes[number % sample.episodes.length]?.title ?? ''} ${number}`,
      summary: '',
      hook: segments[0] as ScreenplaySegment,
      beats: segments.slice(1, -1),
      cliffhanger: segments[segments.length - 1] as ScreenplaySegment,
    }
  }
  return {
    title: `${sample.title} × ${episodes}`,
    logline: sample.logline,
    language,
    titlePage: [],
    episodes: Array.from({ length: episodes }, (_, i) => episode(i + 1)),
  }
}

async function readSample(language: Language): Promise<Screenplay> {
  const name = `${language}.fountain`
  const bytes = readFileSync(new URL(`../../src/shared/sample/${name}`, import.meta.url))
  const reading = await fountain.read(bytes)
  if ('code' in reading) throw new Error(`The sample ${name} cannot be read.`)
  return reading.screenplay
}

/// What a scene is made of, over and over.
const pattern: readonly Element[] = [
  'scene-heading',
  ...(['action', 'character', 'dialogue', 'action', 'character', 'parenthetical'] as const),
  ...(['dialogue', 'character', 'dialogue', 'action', 'character', 'dialogue'] as const),
]

function dealer({ episodes }: Screenplay) {
  const random = mulberry32(4680)
  const pools = new Map<Element, (readonly Span[])[]>()
  const outlines: string[] = []
  for (const { hook, beats, cliffhanger } of episodes) {
    for (const { outline, lines } of [hook, ...beats, cliffhanger]) {
      outlines.push(outline)
      for (const { element, spans } of lines) {
        const pool = pools.get(element) ?? []
        pool.push(spans)
        pools.set(element, pool)
      }
    }
  }
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  return {
    outline: () => pick(outlines),
    line(i: number): ScreenplayLine {
      const wanted = pattern[i % pattern.length] as Element
      const element = pools.has(wanted) ? wanted : 'action'
      return { element, spans: pick(pools.get(element) ?? [[]]) }
    },
  }
}

function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000
  }
}
