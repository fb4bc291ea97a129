import { formatTime } from '../../derive/clock.ts'
import { episodeTime } from '../../derive/runtime.ts'
import type { Language } from '../../domain/language.ts'
import { outlineText } from '../../domain/segment.ts'
import type { Series } from '../../domain/series.ts'
import { sheetWord } from '../sheetwords.ts'

/// The outline of a season as Markdown (CommonMark): a section for each episode, its summary, and a
/// paragraph for each segment that says something.
export function outlineMarkdown(series: Series, language: Language): string {
  const blocks = [`# ${inline(series.title)}`]
  if (series.logline.trim() !== '') blocks.push(`*${inline(series.logline)}*`)
  if (series.notes.trim() !== '') blocks.push(paragraphs(series.notes))
  for (const [i, episode] of series.episodes.entries()) {
    const title = inline(episode.title)
    const number =
      language === 'zh-Hans'
        ? `第${i + 1}集${title && ` ${title}`}`
        : `${i + 1}${title && `. ${title}`}`
    // At the start of a heading "1." is text; elsewhere it would begin a list.
    blocks.push(`## ${number} (${formatTime(episodeTime(episode, series).seconds)})`)
    if (episode.summary.trim() !== '') blocks.push(paragraphs(episode.summary))
    for (const [at, segment] of episode.segments.entries()) {
      const text = outlineText(segment)
      if (text.trim() === '') continue
      const name =
        segment.kind === 'beat'
          ? sheetWord(language, 'sheet.beat', at)
          : sheetWord(language, segment.kind === 'hook' ? 'sheet.hook' : 'sheet.cliffhanger')
      const colon = language === 'zh-Hans' ? '：' : ':'
      blocks.push(`**${name}${colon}** ${paragraphs(text)}`)
      const more = [
        segment.emotion === undefined
          ? ''
          : `${sheetWord(language, 'sheet.emotion')}${colon} ${segment.emotion}`,
        segment.tags.length === 0
          ? ''
          : `${sheetWord(language, 'sheet.tags')}${colon} ${segment.tags.map(inline).join(', ')}`,
      ].filter(Boolean)
      if (more.length > 0) blocks.push(more.join(' · '))
    }
  }
  return `${blocks.join('\n\n')}\n`
}

/// A text as paragraphs: each of its lines is one.
function paragraphs(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map(inline)
    .filter((line) => line !== '')
    .join('\n\n')
}

/// A text in which nothing is markup: https://spec.commonmark.org/0.31.2/#backslash-escapes
function inline(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>&|~]/g, '\\$&')
    .replace(/^(\d{1,9})([.)])(?= |$)/, '$1\\$2')
    .replace(/^[#+\-=]/, '\\$&')
    .replace(/#$/, '\\#')
}
