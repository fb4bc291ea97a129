import { castOf } from '../../derive/cast.ts'
import { listOf } from '../../derive/castlist.ts'
import { keyOfName, readCue } from '../../derive/cue.ts'
import { readHeading } from '../../derive/heading.ts'
import { placeIn, placesOf } from '../../derive/places.ts'
import { episodeTime } from '../../derive/runtime.ts'
import { type SceneRun, scenesOf } from '../../derive/scenes.ts'
import { countText } from '../../derive/wordcount.ts'
import type { CastEntry } from '../../domain/castentry.ts'
import type { Episode } from '../../domain/episode.ts'
import type { Line } from '../../domain/line.ts'
import { outlineText } from '../../domain/segment.ts'
import type { Series } from '../../domain/series.ts'
import { type Need, needOf } from './needs.ts'

/// A scene as a production plans it.
export interface SceneSheet {
  /// As it is printed in the script, else episode and scene: `3-2`. Empty for lines of an episode
  /// that stand in front of its first heading.
  readonly scene: string
  /// The number of the episode.
  readonly episode: number
  /// `INT.`, `内` …, as it is written; empty where the heading does not say.
  readonly inOut: string
  readonly time: string
  readonly place: string
  /// Who speaks, is named in the scene's cast line or in what is seen; in the order they come.
  readonly cast: readonly string[]
  /// What happens: the outlines of the segments that begin in it, else its first action.
  readonly what: string
  readonly needs: readonly Need[]
  readonly speeches: readonly Speech[]
  /// By the model, or as planned.
  readonly seconds: number
}

/// One speech of one person; `words` as the trade of the series' language counts them.
export interface Speech {
  readonly name: string
  readonly words: number
}

/// All scenes of a season in story order. `cast` is what has been entered about people: their other
/// spellings are theirs here too.
export function sceneSheets(series: Series, cast: readonly CastEntry[]): readonly SceneSheet[] {
  const people = peopleOf(series, cast)
  const places = new Map(placesOf(series).map(({ key, name }) => [key, name]))
  return series.episodes.flatMap((episode, i) => {
    const scenes = scenesOf(episode)
    const opening = linesBefore(episode, scenes[0]?.runs ?? [])
    const before = opening.length > 0 ? [{ runs: opening, heading: undefined, number: 0 }] : []
    return [...before, ...scenes].map(({ heading, number, runs }) => {
      const found = runs.map((run) => linesOf(episode, run))
      const lines = found.flat()
      const read = heading && readHeading(heading.text)
      const place = lines.map((line, at) => placeIn(line, lines[at - 1])).find(Boolean)?.text ?? ''
      const { speeches, speakers } = spoken(lines, series, people)
      const needs = uniqueNeeds([...needsIn(episode, runs), ...extrasIn(lines)])
      return {
        scene: heading ? label(heading, i + 1, number) : '',
        episode: i + 1,
        inOut: read?.intro?.text ?? '',
        time: read?.time?.text ?? '',
        place: places.get(keyOfName(place)) ?? place,
        cast: [...new Set([...listedIn(lines, people), ...speakers, ...seenIn(lines, people)])],
        what: whatIn(episode, runs, lines),
        needs,
        speeches,
        seconds: secondsOf(episode, runs, series),
      }
    })
  })
}

/// Everybody who is known by a name, by the key of each spelling.
function peopleOf(series: Series, entries: readonly CastEntry[]): ReadonlyMap<string, string> {
  const named = castOf(series).map((each) => ({ ...each, count: each.cues }))
  const inOrder = series.episodes.map(({ id }) => id)
  const people = new Map<string, string>()
  for (const { key, name, aliases } of listOf(named, entries, inOrder)) {
    people.set(key, name)
    for (const alias of aliases) people.set(keyOfName(alias.name), name)
  }
  return people
}

/// The lines in front of the first heading, where any of them says something.
function linesBefore(episode: Episode, first: readonly SceneRun[]): readonly SceneRun[] {
  const end = first[0]
  const runs = episode.segments.flatMap(({ lines }, segment): SceneRun[] => {
    const to = end === undefined || segment < end.segment ? lines.length : end.from
    return (end === undefined || segment <= end.segment) && to > 0 ? [{ segment, from: 0, to }] : []
  })
  const says = runs.some((run) => linesOf(episode, run).some(({ text }) => text.trim() !== ''))
  return says ? runs : []
}

function linesOf(episode: Episode, { segment, from, to }: SceneRun): readonly Line[] {
  return episode.segments[segment]?.lines.slice(from, to) ?? []
}

const opensWithNumber = /^\s*(\d+)\s*[-–—.．]\s*(\d+)/u

function label(heading: Line, episode: number, number: number): string {
  if (heading.sceneNumber !== undefined) return heading.sceneNumber
  const [, first, second] = opensWithNumber.exec(heading.text) ?? []
  return first && second ? `${first}-${second}` : `${episode}-${number}`
}

function spoken(lines: readonly Line[], series: Series, people: ReadonlyMap<string, string>) {
  const speeches: Speech[] = []
  const speakers: string[] = []
  let names: readonly string[] = []
  let words = 0
  let says = false
  const close = () => {
    if (says) for (const name of names) speeches.push({ name, words })
    words = 0
    says = false
  }
  for (const { element, text } of lines) {
    if (element === 'character') {
      close()
      names = readCue(text).names.map(({ name }) => people.get(keyOfName(name)) ?? name)
      speakers.push(...names)
    } else if (element === 'dialogue' || element === 'lyric') {
      if (text.trim() === '') continue
      says = true
      words += countText(text, series.language).words
    } else if (element !== 'parenthetical') {
      close()
      names = []
    }
  }
  close()
  return { speeches, speakers }
}

/// `人物：林舟、苏晚，保镖×2`, `CAST: MIRA, JON`.
const castLine = /^\s*(?:出场)?(?:人物|人|CAST)\s*[:：]\s*(.*)$/isu
const crowd = /[×xX*]\s*\d+|\d+\s*[人名个]|若干|群众/u

function namesListed(lines: readonly Line[]): readonly string[] {
  return lines.flatMap(({ text, element }) => {
    const [, list] = element === 'dialogue' ? [] : (castLine.exec(text) ?? [])
    return (list?.split(/[、，,；;/]|\s{2,}/u) ?? []).map((name) => name.trim()).filter(Boolean)
  })
}

function listedIn(lines: readonly Line[], people: ReadonlyMap<string, string>): readonly string[] {
  return namesListed(lines)
    .filter((name) => !crowd.test(name))
    .flatMap((name) => {
      const known = people.get(keyOfName(name))
      if (known) return [known]
      // `林舟 苏晚`
      const parts = name.split(/\s+/u)
      return parts.every((part) => people.has(keyOfName(part)))
        ? parts.map((part) => people.get(keyOfName(part)) ?? part)
        : [name]
    })
}

function extrasIn(lines: readonly Line[]): readonly Need[] {
  return namesListed(lines)
    .filter((name) => crowd.test(name))
    .map((name) => ({ kind: 'extra', name }))
}

/// Those of the cast whom the action names without their speaking.
function seenIn(lines: readonly Line[], people: ReadonlyMap<string, string>): readonly string[] {
  const seen: string[] = []
  for (const { element, text } of lines) {
    if (element !== 'action' && element !== 'shot') continue
    const said = keyOfName(text)
    for (const [key, name] of people) if (names(said, key)) seen.push(name)
  }
  return seen
}

/// Whether a text names somebody: between spaces a whole word, in Chinese anywhere. One letter or
/// character may be part of anything.
function names(text: string, key: string): boolean {
  if (key.length < 2) return false
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
    const before = text.slice(0, at)
    const behind = text.slice(at + key.length)
    const open = !/[\p{L}\p{N}]$/u.test(before) || /\p{sc=Han}/u.test(key)
    const closed = !/^[\p{L}\p{N}]/u.test(behind) || /\p{sc=Han}/u.test(key)
    if (open && closed) return true
  }
  return false
}

function whatIn(episode: Episode, runs: readonly SceneRun[], lines: readonly Line[]): string {
  const outlines = runs
    .filter(({ segment, from }) => {
      const first = episode.segments[segment]?.lines.findIndex(({ text }) => text.trim() !== '')
      return first === undefined || first < 0 || from <= first
    })
    .map(({ segment }) => episode.segments[segment])
    .flatMap((segment) => (segment ? [outlineText(segment)] : []))
    .filter((text) => text !== '')
  if (outlines.length > 0) return outlines.join('\n')
  const action = lines.find(
    ({ element, text }) => element === 'action' && text.trim() !== '' && !castLine.test(text),
  )
  return action?.text.trim().replace(/^△\s*/u, '') ?? ''
}

/// A segment that goes on in the next scene needs its things there too.
function needsIn(episode: Episode, runs: readonly SceneRun[]): readonly Need[] {
  return runs.flatMap(({ segment }) =>
    (episode.segments[segment]?.tags ?? []).flatMap((tag) => {
      const need = needOf(tag)
      return need ? [need] : []
    }),
  )
}

function uniqueNeeds(needs: readonly Need[]): readonly Need[] {
  return [...new Map(needs.map((need) => [`${need.kind} ${keyOfName(need.name)}`, need])).values()]
}

function secondsOf(episode: Episode, runs: readonly SceneRun[], series: Series): number {
  const { times } = episodeTime(episode, series)
  return runs.reduce((sum, { segment, from, to }) => {
    const time = times[segment]
    const start = time?.starts[from] ?? 0
    const end = Math.max(start, ...(time?.ends.slice(from, to) ?? []))
    return sum + end - start
  }, 0)
}
