import type { Language } from '../../domain/language.ts'
import type { WriteOptions } from '../formats.ts'
import type { Screenplay } from '../screenplay.ts'
import { type Paper, papers } from './book.ts'

/// How a script is to be printed.
export interface PageOptions {
  readonly paper: Paper
  /// Rows to a page; absent, as is usual for the paper and the dress.
  readonly rows?: number
  readonly dress: Language
  readonly titlePage: boolean
  readonly sceneNumbers: boolean
  readonly continued: boolean
  readonly capitals: boolean
  /// Each episode under its own heading, on a page of its own. Else one script from end to end.
  readonly episodes: boolean
  /// Under the heading of an episode, its ninety bar.
  readonly bar: boolean
  /// In front of each segment, its outline.
  readonly outline: boolean
}

/// Reads what was asked for, by name: `paper` (`letter`, `a4`), `rows` (20 to 80), `dress` (`en`,
/// `zh-Hans`), and `yes` or `no` for `titlePage`, `sceneNumbers`, `continued`, `capitals`, `episodes`,
/// `bar`, `outline`. What is not said is as the series has it.
export function pageOptions(screenplay: Screenplay, asked: WriteOptions = {}): PageOptions {
  const { settings = {}, language, episodes } = screenplay
  const dress = asDress(asked.dress) ?? settings.dress ?? language
  const usual = dress === 'zh-Hans' ? 'a4' : 'letter'
  const paper = asked.paper?.toLowerCase()
  const rows = Number(asked.rows)
  const yes = (name: string, usual: boolean) =>
    asked[name] === 'yes' ? true : asked[name] === 'no' ? false : usual
  const series = episodes.length > 1 || episodes.some(({ title }) => title.trim() !== '')
  return {
    paper: papers[paper === 'letter' || paper === 'a4' ? paper : usual],
    ...(rows >= 20 && rows <= 80 && { rows: Math.floor(rows) }),
    dress,
    titlePage: yes('titlePage', true),
    sceneNumbers: yes('sceneNumbers', settings.sceneNumbers ?? false),
    continued: yes('continued', settings.continued ?? true),
    capitals: yes('capitals', settings.capitals ?? true),
    episodes: yes('episodes', series),
    bar: yes('bar', false),
    outline: yes('outline', false),
  }
}

function asDress(value: string | undefined): Language | undefined {
  return value === 'en' || value === 'zh-Hans' ? value : undefined
}
