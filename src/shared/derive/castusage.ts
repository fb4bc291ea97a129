import { keyOfName } from '../domain/castentry.ts'
import type { Episode } from '../domain/episode.ts'
import type { Segment } from '../domain/segment.ts'
import type { Series } from '../domain/series.ts'
import { Tally } from './cast.ts'
import { readCue } from './cue.ts'
import { readHeading } from './heading.ts'

/// How else this series is written: the extensions of its cues, its times of day, its transitions.
/// Each with what is written most often first.
export interface Usage {
  readonly extensions: readonly string[]
  readonly times: readonly string[]
  readonly transitions: readonly string[]
}

export function usageOf(series: Pick<Series, 'episodes'>): Usage {
  const known = remembered.get(series.episodes)
  if (known) return known
  const sum = nothing()
  for (const episode of series.episodes) addTo(sum, usageOfEpisode(episode))
  const names = (tally: Tally) => tally.ranked().map(({ name }) => name)
  const usage = {
    extensions: names(sum.extensions),
    times: names(sum.times),
    transitions: names(sum.transitions),
  }
  remembered.set(series.episodes, usage)
  return usage
}

interface Tallies {
  readonly extensions: Tally
  readonly times: Tally
  readonly transitions: Tally
}

const remembered = new WeakMap<readonly Episode[], Usage>()
const ofEpisodes = new WeakMap<Episode, Tallies>()
const ofSegments = new WeakMap<Segment, Tallies>()

function nothing(): Tallies {
  return { extensions: new Tally(), times: new Tally(), transitions: new Tally() }
}

function addTo(sum: Tallies, { extensions, times, transitions }: Tallies): void {
  sum.extensions.addAll(extensions)
  sum.times.addAll(times)
  sum.transitions.addAll(transitions)
}

/// Of one episode, so that a long season can be read in slices.
export function usageOfEpisode(episode: Episode): Tallies {
  const known = ofEpisodes.get(episode)
  if (known) return known
  const sum = nothing()
  for (const segment of episode.segments) addTo(sum, usageOfSegment(segment))
  ofEpisodes.set(episode, sum)
  return sum
}

function usageOfSegment(segment: Segment): Tallies {
  const known = ofSegments.get(segment)
  if (known) return known
  const tallies = nothing()
  const add = (tally: Tally, text: string | undefined) => {
    const said = text?.trim() ?? ''
    if (said !== '' && said.length <= longest) tally.add(keyOfName(said), said)
  }
  for (const { element, text } of segment.lines) {
    if (element === 'character') add(tallies.extensions, readCue(text).extension)
    else if (element === 'scene-heading') add(tallies.times, readHeading(text).time?.text)
    else if (element === 'transition') add(tallies.transitions, text)
  }
  ofSegments.set(segment, tallies)
  return tallies
}

/// What is longer is a remark, not something that is written again.
const longest = 40
