import { type EpisodeTime, episodeTime } from '../../derive/runtime.ts'
import type { Language } from '../../domain/language.ts'
import { type Style, textOf } from '../../domain/line.ts'
import { defaultTargetSeconds } from '../../domain/series.ts'
import { defaultSettings } from '../../domain/settings.ts'
import type { Loss, Screenplay, ScreenplayEpisode } from '../screenplay.ts'
import { bind } from './bind.ts'
import { type Block, part } from './block.ts'
import type { Book, Row, Ruler } from './book.ts'
import { chineseBlocks } from './chinese.ts'
import { asEpisode } from './episode.ts'
import { finalDraftLook } from './finaldraft.ts'
import { airy, chineseMeasures, head, isTall, screenplayMeasures } from './measures.ts'
import type { PageOptions } from './options.ts'
import { paginate } from './paginate.ts'
import { plainSpans } from './paragraph.ts'
import { shownEpisode } from './shown.ts'
import { titlePage } from './titlepage.ts'
import { type Setting, westernBlocks } from './western.ts'

/// The words of a printed script, in its language.
export interface PageWords {
  episode(number: number): string
  segment(kind: 'hook' | 'beat' | 'cliffhanger', number: number): string
}

/// Lays a script out on pages. What is a note in a Fountain file is not printed, and reported.
export function layScript(
  screenplay: Screenplay,
  options: PageOptions,
  { words, ruler }: { readonly words: PageWords; readonly ruler: Ruler },
): { readonly book: Book; readonly losses: readonly Loss[] } {
  const chinese = options.dress === 'zh-Hans'
  const lay = chinese ? chineseMeasures : screenplayMeasures
  const given = lay(options.paper, options.rows)
  const usual = chinese || !isTall(textsOf(screenplay)) ? given : airy(given)
  const look = chinese ? undefined : finalDraftLook(screenplay, usual)
  const measures = look?.measures ?? usual
  const setting: Setting = { measures, ruler, capitals: options.capitals, ...(look && { look }) }
  const blocks: Block[] = []
  /// Of each block, the episode it belongs to.
  const owners: number[] = []
  let notes = 0
  for (const [i, episode] of screenplay.episodes.entries()) {
    const laid = episodeBlocks(screenplay, i, episode, options, setting, words)
    notes += laid.notes
    for (const block of laid.blocks) {
      blocks.push(block)
      owners.push(i)
    }
  }
  const sheets = paginate(blocks, { rows: measures.rows, ruler })
  const headers = sheets.map(({ first }, i) =>
    runningHead(screenplay, options, words, { page: i + 1, episode: owners[first] ?? 0 }),
  )
  const title = options.titlePage
    ? titlePage(screenplay, { paper: options.paper, dress: options.dress, ruler })
    : undefined
  const pages = sheets.map((sheet, i) => bind(sheet, measures, options.paper, headers[i] ?? []))
  return {
    book: {
      paper: options.paper,
      title: screenplay.title,
      language: screenplay.language,
      pages: title ? [title, ...pages] : pages,
    },
    losses: notes > 0 ? [notesLoss(notes)] : [],
  }
}

function textsOf({ episodes }: Screenplay): readonly string[] {
  return episodes.flatMap(({ hook, beats, cliffhanger }) =>
    [hook, ...beats, cliffhanger].flatMap(({ lines }) => lines.map(({ spans }) => textOf(spans))),
  )
}

function notesLoss(count: number): Loss {
  const lines = count === 1 ? 'One line has' : `${count} lines have`
  return { code: 'pdf.notes', message: `${lines} notes, which are not printed.` }
}

function episodeBlocks(
  screenplay: Screenplay,
  i: number,
  episode: ScreenplayEpisode,
  options: PageOptions,
  setting: Setting,
  words: PageWords,
): { readonly blocks: readonly Block[]; readonly notes: number } {
  const { dress } = options
  const { segments, notes } = shownEpisode(episode, {
    number: i + 1,
    dress,
    numbered: options.sceneNumbers,
    continues: options.continued,
    ...(setting.look && { lookOf: setting.look.of }),
  })
  const own = [episode.hook, ...episode.beats, episode.cliffhanger]
  const set = dress === 'zh-Hans' ? chineseBlocks : westernBlocks
  const blocks: Block[] = []
  const opening = options.episodes
    ? headingBlocks(screenplay, i, episode, options, setting, words)
    : []
  blocks.push(...opening)
  if (!options.outline) {
    blocks.push(...set(segments.flat(), setting))
  } else {
    for (const [at, lines] of segments.entries()) {
      const kind = at === 0 ? 'hook' : at === own.length - 1 ? 'cliffhanger' : 'beat'
      const outline = own[at]?.outline.trim() ?? ''
      const label = words.segment(kind, at)
      blocks.push(outlineBlock(label, outline, dress, setting, lines.length > 0))
      blocks.push(...set(lines, setting))
    }
  }
  return { blocks, notes }
}

function headingBlocks(
  screenplay: Screenplay,
  i: number,
  episode: ScreenplayEpisode,
  options: PageOptions,
  setting: Setting,
  words: PageWords,
): readonly Block[] {
  const box = { ...setting.measures.elements.action.box, align: 'center' as const }
  const number = words.episode(i + 1)
  const title = episode.title.trim()
  const chinese = options.dress === 'zh-Hans'
  const named = title === '' ? number : `${number}${chinese ? ' ' : ': '}${title}`
  const shown = options.capitals && !chinese ? named.toUpperCase() : named
  const spans = plainSpans(shown).map((span) => ({ ...span, style: { bold: true as const } }))
  const heading: Block = {
    parts: [part('text', { spans, box }, setting.ruler)],
    space: 0,
    divides: 'never',
    keeps: true,
    newPage: true,
    bookmark: named,
  }
  if (!options.bar) return [heading]
  const bar: Block = {
    parts: [],
    space: 0,
    divides: 'never',
    keeps: true,
    bar: timeOf(screenplay, i, episode),
  }
  return [heading, bar]
}

function timeOf(screenplay: Screenplay, i: number, episode: ScreenplayEpisode): EpisodeTime {
  const { language, targetSeconds = defaultTargetSeconds, settings } = screenplay
  const pace = settings?.pace ?? defaultSettings.pace
  return episodeTime(asEpisode(episode, i), { language, targetSeconds, settings: { pace } })
}

function outlineBlock(
  label: string,
  outline: string,
  dress: Language,
  { measures, ruler }: Setting,
  keeps: boolean,
): Block {
  const chinese = dress === 'zh-Hans'
  // Ideographs are not slanted.
  const style: Style = chinese ? {} : { italic: true }
  const spans = [
    { text: label, style: { ...style, bold: true as const } },
    ...(outline === '' ? [] : [{ text: `${chinese ? '：' : ': '}${outline}`, style }]),
  ]
  const { box } = measures.elements.action
  return {
    parts: [part('text', { spans, box }, ruler, { aside: true })],
    space: 1,
    divides: 'paragraph',
    ...(keeps && { keeps }),
  }
}

/// The number of the page on the right, from the second on; the series and the episode on the left.
function runningHead(
  { title, episodes }: Screenplay,
  { episodes: parted, paper, dress }: PageOptions,
  words: PageWords,
  at: { readonly page: number; readonly episode: number },
): readonly Row[] {
  const x = dress === 'zh-Hans' ? 90 : head.left
  const right = { y: head.y, size: 12, width: paper.width - 90 - x, x } as const
  const rows: Row[] = []
  if (at.page > 1) rows.push({ ...right, spans: plainSpans(`${at.page}.`), align: 'right' })
  if (parted && episodes.length > 1) {
    const said = [title.trim(), words.episode(at.episode + 1)].filter(Boolean).join(' · ')
    rows.push({ ...right, spans: plainSpans(said), align: 'left', aside: true })
  }
  return rows
}
