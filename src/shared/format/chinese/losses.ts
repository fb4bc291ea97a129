import { textOf } from '../../domain/line.ts'
import type { WriteOptions } from '../formats.ts'
import { type Aspect, aspects } from '../losses.ts'
import type { Loss, Screenplay, ScreenplayEpisode, ScreenplayLine } from '../screenplay.ts'
import { bilingual } from './script.ts'
import { listedSegments } from './segments.ts'

/// What a Chinese script has no place for, said for what the screenplay has of it.
export function lossesOf(screenplay: Screenplay, options: WriteOptions): readonly Loss[] {
  const { episodes } = screenplay
  const segments = episodes.flatMap(listedSegments)
  const lines = segments.flatMap((segment) => segment.lines)
  const marked = options.segments === 'marked'
  const count: { readonly [aspect in Aspect]?: number } = {
    strike: styled(lines, 'strike'),
    styles: styled(lines, 'bold') + styled(lines, 'italic') + styled(lines, 'underline'),
    spaces: number(lines, ({ spans }) => /[\n\r]|^\s|\s$|\s\s/u.test(textOf(spans))),
    dual: number(lines, ({ dual }) => dual),
    align: number(lines, ({ align }) => align),
    'scene-numbers': number(lines, ({ sceneNumber }) => sceneNumber),
    'line-seconds': number(lines, ({ seconds }) => seconds !== undefined),
    'scene-seconds': number(lines, ({ sceneSeconds }) => sceneSeconds !== undefined),
    translations: number(
      lines,
      (line) =>
        line.translation !== undefined &&
        !(options.translations === 'on' && bilingual(line) !== line),
    ),
    'line-carried': number(lines, ({ carried }) => carried),
    segments: marked ? 0 : number(episodes, hasSegments),
    outlines: marked ? 0 : number(segments, ({ outline }) => outline !== ''),
    emotion: number(segments, ({ emotion }) => emotion !== undefined),
    tags: number(segments, ({ tags }) => tags && tags.length > 0),
    'segment-seconds': number(segments, ({ seconds }) => seconds !== undefined),
    'segment-carried': number(segments, ({ carried }) => carried),
    'episode-targets': number(episodes, ({ targetSeconds }) => targetSeconds !== undefined),
    writers: number(episodes, (episode) => episode.writers && episode.writers.length > 0),
    due: number(episodes, ({ due }) => due),
    'episode-carried': number(episodes, ({ carried }) => carried),
    notes: screenplay.notes ? 1 : 0,
    language: 0,
    settings: Object.keys(screenplay.settings ?? {}).length,
    'title-page': number(screenplay.titlePage, ({ values }) => values.length > 1),
    cast: number(
      screenplay.cast ?? [],
      (entry) => !entry.notes || entry.aliases.length > 0 || entry.colour,
    ),
    places: screenplay.places?.length ?? 0,
    carried: Object.keys(screenplay.carried ?? {}).length,
  }
  return aspects.flatMap((aspect): Loss[] => {
    const found = count[aspect] ?? 0
    const what = words[aspect]
    if (found === 0 || what === undefined) return []
    return [{ code: `zh.${aspect}`, message: `${what} (${found}).` }]
  })
}

function number<T>(all: readonly T[], has: (one: T) => unknown): number {
  return all.filter((one) => Boolean(has(one))).length
}

function styled(
  lines: readonly ScreenplayLine[],
  name: 'strike' | 'bold' | 'italic' | 'underline',
) {
  return number(lines, ({ spans }) => spans.some(({ style }) => style[name]))
}

/// Whether it is anything but one beat: each scene is read as a beat.
function hasSegments({ hook, beats, cliffhanger }: ScreenplayEpisode): boolean {
  return beats.length !== 1 || hook.lines.length > 0 || cliffhanger.lines.length > 0
}

const words: { readonly [aspect in Aspect]?: string } = {
  strike: 'A Chinese script has no strike-through: the words are written without it',
  styles: 'Plain text has no bold, italic or underline: the words are written without them',
  spaces: 'Space at the ends of lines and breaks inside them are not kept',
  dual: 'Speech at the same time is written one behind the other',
  align: 'Centred lines are written like others',
  'scene-numbers': 'Scene numbers are written in the headings',
  'line-seconds': 'Planned seconds of lines are not written',
  'scene-seconds': 'Planned seconds of scenes are not written',
  translations:
    'Translations of lines are not written, unless that is asked for and they are of speech',
  'line-carried': 'What another format has left with lines is not written',
  segments:
    'Where hooks, beats and cliffhangers begin is not written unless that is asked for: each scene is read as a beat',
  outlines: 'Outlines of hooks, beats and cliffhangers are not written unless that is asked for',
  emotion: 'The emotion of segments is not written',
  tags: 'Tags are not written',
  'segment-seconds': 'Planned seconds of segments are not written',
  'segment-carried': 'What another format has left with segments is not written',
  'episode-targets': 'Targets of single episodes are not written',
  writers: 'Who writes an episode is not written',
  due: 'Days on which episodes are due are not written',
  'episode-carried': 'What another format has left with episodes is not written',
  notes: 'The notes of the series are not written',
  settings: 'Settings of the series are not written',
  'title-page': 'Title-page entries of several lines are written on one',
  cast: 'Of the cast only names and notes are written, where there are notes',
  places: 'The list of places is not written',
  carried: 'What another format has left with the series is not written',
}
