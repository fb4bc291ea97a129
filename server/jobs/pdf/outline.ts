import { dressOf, type Series } from '../../../src/shared/domain/series.ts'
import type { Writing } from '../../../src/shared/format/formats.ts'
import type { Ruler } from '../../../src/shared/format/pages/book.ts'
import { papers } from '../../../src/shared/format/pages/book.ts'
import { layOutline } from '../../../src/shared/format/pages/outlinesheet.ts'
import type { Tell } from '../../../src/shared/format/progress.ts'
import type { Material, Report, ReportOptions } from '../../../src/shared/format/report.ts'
import { fontsFolder, openShelf } from './shelf.ts'
import { wordsIn } from './words.ts'

/// The outline of a season for review on paper: an episode after the other with its ninety bar, what
/// it is about, and the outline of each segment. What may be chosen: `paper` (`letter`, `a4`), and
/// with `pages` `yes` each episode begins a page.
export const outlinePdf = {
  id: 'outline-pdf',
  extension: '.pdf',
  mediaType: 'application/pdf',
  async write(
    { series }: Material,
    { language, chosen }: ReportOptions,
    tell?: Tell,
  ): Promise<Writing> {
    const chinese = dressOf(series) === 'zh-Hans' || language === 'zh-Hans'
    const dress = chinese ? 'zh-Hans' : 'en'
    const asked = chosen.paper?.toLowerCase()
    const paper =
      asked === 'letter' || asked === 'a4' ? papers[asked] : papers[chinese ? 'a4' : 'letter']
    const options = { paper, dress, pages: chosen.pages === 'yes' } as const
    const lay = (ruler: Ruler) => ({
      book: layOutline(series, options, { words: wordsIn(language), ruler }),
      losses: [],
    })
    const shelf = openShelf(fontsFolder(process.env))
    const { print } = await import('./print.ts')
    return print({ title: series.title, dress, paper, text: textIn(series), lay }, shelf, tell)
  },
} satisfies Report

function textIn({ title, logline, episodes }: Series): string {
  const said = episodes.flatMap(({ title: named, summary, writers = [], segments }) => [
    named,
    summary,
    ...writers.map(({ name }) => name),
    ...segments.flatMap(({ outlines, tags }) => [...outlines.map(({ text }) => text), ...tags]),
  ])
  return [title, logline, ...said].join('\n')
}
