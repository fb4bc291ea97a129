import type { WriteOptions } from '../../../src/shared/format/formats.ts'
import { type Aspect, cannotCarry } from '../../../src/shared/format/losses.ts'
import type {
  Loss,
  Screenplay,
  ScreenplayEpisode,
  ScreenplayLine,
  ScreenplaySegment,
} from '../../../src/shared/format/screenplay.ts'

/// What a Word file of a screenplay leaves behind: plans and notes of the room, which whoever gets
/// the script is not meant to read. Each is told once.
export function lossesIn(screenplay: Screenplay, options: WriteOptions = {}): readonly Loss[] {
  const episodes = screenplay.episodes
  const segments = episodes.flatMap(({ hook, beats, cliffhanger }) => [hook, ...beats, cliffhanger])
  const lines = segments.flatMap((segment) => segment.lines)
  const losses: Loss[] = []
  const tell = (aspect: Aspect, count: number, chosen = cannotCarry.docx?.includes(aspect)) => {
    if (count === 0 || !chosen) return
    const said = sentences[aspect] ?? ''
    losses.push({
      code: `docx.${aspect}`,
      message: count > 1 ? `${said} (${count})` : said,
    })
  }
  const line = (has: (line: ScreenplayLine) => unknown) => lines.filter(has).length
  const segment = (has: (segment: ScreenplaySegment) => unknown) => segments.filter(has).length
  const episode = (has: (episode: ScreenplayEpisode) => unknown) => episodes.filter(has).length
  const { notes, settings, cast, places, carried, targetSeconds } = screenplay
  tell(
    'line-seconds',
    line(({ seconds }) => seconds !== undefined),
  )
  tell(
    'scene-seconds',
    line(({ sceneSeconds }) => sceneSeconds !== undefined),
  )
  if (options.outline === 'no') {
    tell(
      'summaries',
      episode(({ summary }) => summary !== ''),
      true,
    )
    tell(
      'outlines',
      segment(({ outline }) => outline !== ''),
      true,
    )
  }
  if (options.columns !== 'two')
    tell(
      'translations',
      line(({ translation }) => translation),
    )
  tell(
    'line-carried',
    line((each) => each.carried),
  )
  tell(
    'emotion',
    segment(({ emotion }) => emotion !== undefined),
  )
  tell(
    'tags',
    segment(({ tags }) => tags && tags.length > 0),
  )
  tell(
    'segment-seconds',
    segment(({ seconds }) => seconds !== undefined),
  )
  tell(
    'segment-carried',
    segment((each) => each.carried),
  )
  tell(
    'episode-targets',
    episode((each) => each.targetSeconds !== undefined),
  )
  tell(
    'writers',
    episode(({ writers }) => writers && writers.length > 0),
  )
  tell(
    'due',
    episode(({ due }) => due),
  )
  tell(
    'unlocks',
    episode(({ unlock }) => unlock),
  )
  tell(
    'episode-carried',
    episode((each) => each.carried),
  )
  tell('notes', notes ? 1 : 0)
  tell('target', targetSeconds === undefined ? 0 : 1)
  tell('settings', settings && Object.keys(settings).length > 0 ? 1 : 0)
  tell('cast', cast?.length ?? 0)
  tell('places', places?.length ?? 0)
  tell('carried', carried ? 1 : 0)
  return losses
}

const sentences: Partial<Record<Aspect, string>> = {
  'line-seconds': 'Seconds planned for lines are not in a Word file.',
  'scene-seconds': 'Seconds planned for scenes are not in a Word file.',
  summaries: 'The summaries of episodes were left out.',
  outlines: 'The outlines of segments were left out.',
  translations: 'Translations are only in a Word file of two columns.',
  'line-carried': 'What another format keeps with lines is not in a Word file.',
  emotion: 'The emotion of segments is not in a Word file.',
  tags: 'The tags of segments are not in a Word file.',
  'segment-seconds': 'Seconds planned for segments are not in a Word file.',
  'segment-carried': 'What another format keeps with segments is not in a Word file.',
  'episode-targets': 'The lengths of single episodes are not in a Word file.',
  writers: 'Who writes an episode is not in a Word file.',
  due: 'Days that episodes are due are not in a Word file.',
  unlocks: 'Unlock points are not in a Word file.',
  'episode-carried': 'What another format keeps with episodes is not in a Word file.',
  notes: 'The notes of the series are not in a Word file.',
  target: 'The length that episodes are meant to have is not in a Word file.',
  settings: 'The settings of the series are not in a Word file.',
  cast: 'What is written down about the cast is not in a Word file of the script.',
  places: 'What is written down about places is not in a Word file of the script.',
  carried: 'What another format keeps with the series is not in a Word file.',
}
