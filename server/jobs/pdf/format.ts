import type { Format, WriteOptions, Writing } from '../../../src/shared/format/formats.ts'
import { pageOptions } from '../../../src/shared/format/pages/options.ts'
import { layScript } from '../../../src/shared/format/pages/script.ts'
import type { Tell } from '../../../src/shared/format/progress.ts'
import type {
  Screenplay,
  ScreenplayEpisode,
  ScreenplayLine,
} from '../../../src/shared/format/screenplay.ts'
import { fontsFolder, openShelf } from './shelf.ts'
import { pageWords } from './words.ts'

/// The script as it is printed. What may be chosen: `pageOptions`.
export const pdf = {
  id: 'pdf',
  name: 'PDF',
  extensions: ['.pdf'],
  mediaType: 'application/pdf',
  async write(screenplay: Screenplay, asked?: WriteOptions, tell?: Tell): Promise<Writing> {
    const options = pageOptions(screenplay, asked)
    const { dress, paper } = options
    const words = pageWords(dress)
    const shelf = openShelf(fontsFolder(process.env))
    const lay = (ruler: Parameters<typeof layScript>[2]['ruler']) =>
      layScript(screenplay, options, { words, ruler })
    const { title } = screenplay
    const { print } = await import('./print.ts')
    return print({ title, dress, paper, text: textIn(screenplay), lay }, shelf, tell)
  },
} satisfies Format

function textIn({ title, logline, titlePage, episodes }: Screenplay): string {
  const entries = titlePage.flatMap(({ values }) => values)
  return [title, logline, ...entries, ...episodes.map(textOfEpisode)].join('\n')
}

function textOfEpisode({ title, hook, beats, cliffhanger }: ScreenplayEpisode): string {
  const said = [hook, ...beats, cliffhanger].flatMap(({ outline, lines }) => [
    outline,
    ...lines.map(textOfLine),
  ])
  return [title, ...said].join('\n')
}

function textOfLine({ spans, sceneNumber = '' }: ScreenplayLine): string {
  return spans.reduce((text, span) => text + span.text, sceneNumber)
}
