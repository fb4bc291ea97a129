import { textOf } from '../../../src/shared/domain/line.ts'
import type {
  Screenplay,
  ScreenplayEntry,
  ScreenplayEpisode,
  ScreenplayLine,
  ScreenplaySegment,
} from '../../../src/shared/format/screenplay.ts'

/// A screenplay as people write them, of the shape of one that may be anything: the words say what
/// their line is, and lines have what lines of their kind have. What formats are held to that tell
/// a line by its look.
export function ordinary(screenplay: Screenplay): Screenplay {
  const { carried: _, settings, titlePage, cast = [], places = [], ...rest } = screenplay
  return {
    ...rest,
    title: prose(screenplay.title),
    logline: prose(screenplay.logline),
    ...(screenplay.notes !== undefined && { notes: prose(screenplay.notes) }),
    ...(settings && { settings }),
    titlePage: titlePage.map(({ values }, i) => ({ key: `Entry ${i}`, values: values.map(prose) })),
    cast: cast.map(ordinaryEntry),
    places: places.map(ordinaryEntry),
    episodes: screenplay.episodes.map(ordinaryEpisode),
  }
}

function ordinaryEntry({ name, notes, aliases, ...rest }: ScreenplayEntry): ScreenplayEntry {
  return {
    ...rest,
    name: prose(name).toUpperCase(),
    notes: prose(notes),
    aliases: [...new Set(aliases.map((alias) => prose(alias).toUpperCase()))],
  }
}

function ordinaryEpisode({ carried: _, ...episode }: ScreenplayEpisode): ScreenplayEpisode {
  const { title, summary, hook, beats, cliffhanger, writers } = episode
  return {
    ...episode,
    title: prose(title),
    summary: prose(summary),
    hook: ordinarySegment(hook),
    beats: beats.map(ordinarySegment),
    cliffhanger: ordinarySegment(cliffhanger),
    ...(writers && {
      writers: writers.map((_, i) => ({ id: `Writer ${i}`, name: `Writer ${i}` })),
    }),
  }
}

function ordinarySegment({ carried: _, ...segment }: ScreenplaySegment): ScreenplaySegment {
  const { outline, lines, tags } = segment
  return {
    ...segment,
    outline: prose(outline),
    lines: lines.flatMap(ordinaryLine),
    ...(tags && { tags: [...new Set(tags.map((tag) => prose(tag)).filter((tag) => tag !== ''))] }),
  }
}

function ordinaryLine(line: ScreenplayLine): readonly ScreenplayLine[] {
  const { element, spans, dual, align, sceneNumber, seconds, sceneSeconds, translation } = line
  const words = prose(textOf(spans))
  if (words === '') return []
  const name = words.split(' ')[0]?.toUpperCase() ?? ''
  const looks: { readonly [element: string]: string } = {
    'scene-heading': `INT. ${words.toUpperCase()} - DAY`,
    character: name,
    parenthetical: `(${words})`,
    transition: `${name} TO:`,
    shot: `CLOSE ON ${words.toUpperCase()}`,
    'on-screen-text': `SUPER: ${words}`,
  }
  return [
    {
      element,
      spans: [{ text: looks[element] ?? `It is ${words}.`, style: spans[0]?.style ?? {} }],
      ...(dual && element === 'character' && { dual }),
      ...(align && element === 'action' && { align }),
      ...(sceneNumber && element === 'scene-heading' && { sceneNumber: '4A' }),
      ...(seconds !== undefined && { seconds }),
      ...(sceneSeconds !== undefined && element === 'scene-heading' && { sceneSeconds }),
      ...(translation && { translation: `译文${words.length}` }),
    },
  ]
}

const vocabulary = ['door', 'lift', 'rain', 'glass', 'letter', 'night', 'phone', 'roof', 'stairs']

/// A word for each of the first few words of a text.
function prose(text: string): string {
  const given = text.split(/\s+/).filter((word) => word !== '')
  const chosen = given.slice(0, 5).map((word) => {
    let sum = 0
    for (let i = 0; i < word.length; i++) sum += word.charCodeAt(i)
    return vocabulary[sum % vocabulary.length] as string
  })
  return chosen.join(' ')
}
