import type { Episode } from '../../domain/episode.ts'
import { type Language, otherLanguage } from '../../domain/language.ts'
import type { Series } from '../../domain/series.ts'
import type { Material, Report, ReportOptions } from '../report.ts'
import type { Loss } from '../screenplay.ts'
import { writeTextFile } from '../textfile.ts'
import { writeZip } from '../zip.ts'
import { type Subtitle, type SubtitleOptions, subtitlesIn } from './cues.ts'
import { writeSrt, writeVtt } from './files.ts'

/// Drafts of the subtitles: a file for one episode, or a zip with a file for each. May be asked for:
///
/// - `text`: `original`, `translation` or `both`;
/// - `names`: `on` puts who speaks in front;
/// - `captions`: `on` takes text on the screen too;
/// - `episode`: the number of the one episode, of the reports `srt` and `vtt`; else 1;
/// - `episodes`: those of the zip, as `1-10, 12`; else all.
interface Kind {
  readonly extension: string
  readonly mediaType: string
  write(cues: readonly Subtitle[], language: Language): string
}

const srt: Kind = {
  extension: '.srt',
  mediaType: 'application/x-subrip; charset=utf-8',
  write: writeSrt,
}
const vtt: Kind = { extension: '.vtt', mediaType: 'text/vtt; charset=utf-8', write: writeVtt }

export const subtitleReports: readonly Report[] = [
  ofEpisode('srt', srt),
  ofEpisode('vtt', vtt),
  ofSeason('subtitles-srt', srt),
  ofSeason('subtitles-vtt', vtt),
]

function ofEpisode(id: string, kind: Kind): Report {
  return {
    id,
    extension: kind.extension,
    mediaType: kind.mediaType,
    async write({ series }, options) {
      const number = Number(options.chosen.episode ?? 1)
      const episode = series.episodes[number - 1] ?? series.episodes[0]
      const counts = new Counts()
      const text = episode
        ? written(episode, series, options, kind, counts)
        : kind.write([], series.language)
      return writeTextFile(text, counts.losses())
    },
  }
}

function ofSeason(id: string, kind: Kind): Report {
  return {
    id,
    extension: '.zip',
    mediaType: 'application/zip',
    async write({ series }: Material, options, tell) {
      const wanted = numbersIn(options.chosen.episodes, series.episodes.length)
      const counts = new Counts()
      const files = new Map<string, Uint8Array>()
      const width = Math.max(2, String(series.episodes.length).length)
      const title = fileTitle(series.title)
      for (const [i, number] of wanted.entries()) {
        const episode = series.episodes[number - 1] as Episode
        const name = `${title}E${String(number).padStart(width, '0')}${kind.extension}`
        files.set(name, new TextEncoder().encode(written(episode, series, options, kind, counts)))
        tell?.(i + 1, wanted.length)
      }
      return { bytes: writeZip(files), losses: counts.losses() }
    },
  }
}

function written(
  episode: Episode,
  series: Series,
  { chosen }: ReportOptions,
  kind: Kind,
  counts: Counts,
): string {
  const { text } = chosen
  const options: SubtitleOptions = {
    text: text === 'translation' || text === 'both' ? text : 'original',
    names: chosen.names === 'on',
    captions: chosen.captions === 'on',
  }
  const { cues, fast, untranslated } = subtitlesIn(episode, series, options)
  counts.fast += fast
  counts.untranslated += untranslated
  const language = options.text === 'translation' ? otherLanguage(series.language) : series.language
  return kind.write(cues, language)
}

class Counts {
  fast = 0
  untranslated = 0

  losses(): readonly Loss[] {
    const said: readonly Loss[] = [
      {
        code: 'subtitles.fast',
        message: `Some subtitles are longer than can be read while they are spoken: shorten them (${this.fast}).`,
      },
      {
        code: 'subtitles.untranslated',
        message: `Some lines have no translation and no subtitle in the other language (${this.untranslated}).`,
      },
    ]
    return said.filter((_, i) => (i === 0 ? this.fast : this.untranslated) > 0)
  }
}

/// `1-10, 12` as numbers of episodes, in order; all where it says none.
export function numbersIn(text: string | undefined, count: number): readonly number[] {
  const all = Array.from({ length: count }, (_, i) => i + 1)
  const ranges = [...(text ?? '').matchAll(/(\d{1,6})(?:\s*[-–—~]\s*(\d{1,6}))?/gu)].map(
    ([, first, last]) => [Number(first), Number(last ?? first)] as const,
  )
  const wanted = all.filter((number) => ranges.some(([a, b]) => number >= a && number <= b))
  return wanted.length > 0 ? wanted : all
}

function fileTitle(title: string): string {
  const name = title
    .replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  return name === ''
    ? ''
    : `${[...name]
        .slice(0, 60)
        .join('')
        .replace(/[. ]+$/u, '')} `
}
