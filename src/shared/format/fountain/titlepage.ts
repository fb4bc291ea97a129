import type { Language } from '../../domain/language.ts'
import { chosenSettings, defaultSettings, type SeriesSettings } from '../../domain/settings.ts'
import type { TitlePageEntry } from '../screenplay.ts'
import { readSettings, readUnlocks, writeSettings } from './settings.ts'
import { isBlank } from './source.ts'

/// Fountain's title page: `Key: value`, or `Key:` with indented values below it, at the start of
/// the file, up to an empty line. Six keys mean something to a series: Title, and ours Logline,
/// Language, Target (seconds an episode is meant to run), Settings and Unlock (the numbers of the
/// episodes behind which viewers pay).
export interface TitlePage {
  readonly title?: string
  readonly logline?: string
  readonly language?: Language
  readonly targetSeconds?: number
  /// Those that somebody has chosen.
  readonly settings?: Partial<SeriesSettings>
  readonly unlocks?: readonly number[]
  readonly entries: readonly TitlePageEntry[]
  /// The index of the first line behind it.
  readonly end: number
}

type Field = 'title' | 'logline' | 'language' | 'target' | 'settings' | 'unlock'

const fields: { readonly [key: string]: Field } = {
  title: 'title',
  片名: 'title',
  剧名: 'title',
  标题: 'title',
  logline: 'logline',
  一句话故事: 'logline',
  language: 'language',
  语言: 'language',
  target: 'target',
  目标时长: 'target',
  settings: 'settings',
  设置: 'settings',
  unlock: 'unlock',
  解锁: 'unlock',
}

/// What may as well be the start of a script: such a field alone makes no title page.
const alone: ReadonlySet<Field | undefined> = new Set<Field>(['settings', 'unlock'])

/// Keys that other programs know. A first line such as `FADE IN:` has the look of a key, so a
/// title page has to hold at least one of these or of ours.
const known: ReadonlySet<string> = new Set([
  ...['credit', 'author', 'authors', 'source', 'notes', 'draft date', 'date', 'contact'],
  ...['copyright', 'revision', 'version', 'draft', 'format', '作者', '编剧', '联系方式', '日期'],
])

const keyLine = /^([\p{L}\p{N}][^:：]*)[:：](.*)$/su

function fieldOf(key: string): Field | undefined {
  const name = key.trim().toLowerCase()
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}

/// Reads the title page that begins at line `start`. Undefined where none does.
export function readTitlePage(lines: readonly string[], start: number): TitlePage | undefined {
  if (!keyLine.test(lines[start] ?? '')) return undefined
  const entries: { key: string; values: string[]; inline: boolean; indented: boolean }[] = []
  let end = start
  for (; end < lines.length; end++) {
    const line = lines[end] as string
    if (isBlank(line)) break
    const last = entries.at(-1)
    const key = keyLine.exec(line)
    if (last && /^[ \t]/.test(line)) {
      last.values.push(line.trim())
      last.indented = true
    } else if (key) {
      const value = (key[2] as string).trim()
      const values = value === '' ? [] : [value]
      entries.push({
        key: normalKey(key[1] as string),
        values,
        inline: value !== '',
        indented: false,
      })
      // Some programs write the values below their key without indenting them.
    } else if (last && !last.inline && !last.indented) last.values.push(line.trim())
    else break
  }
  const speaks = ({ key }: TitlePageEntry) => {
    const field = fieldOf(key)
    return (field !== undefined && !alone.has(field)) || known.has(key.toLowerCase())
  }
  return entries.some(speaks) ? take(entries, end) : undefined
}

/// The first entry for each field fills it; any other stays an entry.
function take(all: readonly TitlePageEntry[], end: number): TitlePage {
  const taken = new Set<Field>()
  const entries: TitlePageEntry[] = []
  let page: Omit<TitlePage, 'entries' | 'end'> = {}
  for (const { key, values } of all) {
    const field = fieldOf(key)
    const language = asLanguage(values.join(' '))
    const targetSeconds = asSeconds(values.join(' '))
    const settings = readSettings(values)
    const unlocks = readUnlocks(values.join(' '))
    const empty = values.length === 0
    if (!field || taken.has(field)) entries.push({ key, values })
    else if (field === 'title') page = { ...page, title: values.join(' ') }
    else if (field === 'logline') page = { ...page, logline: values.join('\n') }
    else if (field === 'language' && language) page = { ...page, language }
    else if (field === 'target' && targetSeconds) page = { ...page, targetSeconds }
    else if (field === 'settings' && settings) page = { ...page, ...normalSettings(settings) }
    else if (field === 'unlock' && unlocks) page = { ...page, unlocks }
    else if (!empty) {
      entries.push({ key, values })
      continue
    }
    if (field) taken.add(field)
  }
  return { ...page, entries, end }
}

function asLanguage(value: string): Language | undefined {
  if (/^(?:en\b|english$|英[语文]$)/i.test(value)) return 'en'
  return /^(?:zh\b|chinese$|(?:简体)?中文$)/i.test(value) ? 'zh-Hans' : undefined
}

/// `90`, `90 s`, `90秒`, `1:30`.
function asSeconds(value: string): number | undefined {
  const found = /^(?:(\d{1,4}):)?(\d{1,6}(?:\.\d{1,20})?)\s*(?:s|sec|secs|seconds|秒)?$/i.exec(
    value,
  )
  if (!found) return undefined
  return normalTarget(Number(found[1] ?? 0) * 60 + Number(found[2]))
}

export function normalTarget(seconds: number | undefined): number | undefined {
  return seconds !== undefined && seconds >= 0.001 && seconds < 1e6 ? seconds : undefined
}

/// Without what is as usual anyway; without any where nothing is left.
export function normalSettings(settings: Partial<SeriesSettings> | undefined): {
  readonly settings?: Partial<SeriesSettings>
} {
  const chosen = chosenSettings({ ...defaultSettings, ...settings })
  return Object.keys(chosen).length === 0 ? {} : { settings: chosen }
}

export function normalEntries(entries: readonly TitlePageEntry[]): readonly TitlePageEntry[] {
  return entries.map(({ key, values }) => ({
    key: normalKey(key),
    values: values
      .flatMap((value) => value.split(/\r\n?|\n/))
      .map((value) => value.trim())
      .filter((value) => value !== ''),
  }))
}

function normalKey(key: string): string {
  const words = key.replace(/[:：\s]+/g, ' ').replace(/^[^\p{L}\p{N}]+/u, '')
  return words.trim() || 'Notes'
}

/// The lines of a title page; none where there is nothing to say. `language` is left out where the
/// text itself gives it away and nothing else needs a title page.
export function writeTitlePage(
  page: Omit<TitlePage, 'end'> & { readonly language: Language },
  languageIsPlain: boolean,
): string[] {
  const { title = '', logline = '', language, targetSeconds, entries } = page
  const settings = writeSettings(page.settings ?? {})
  const unlocks = page.unlocks ?? []
  // An entry that would be taken for a field is held back by an empty one before it.
  const held = (field: Field) => entries.some(({ key }) => fieldOf(key) === field)
  const ours: TitlePageEntry[] = []
  if (title !== '' || held('title')) ours.push({ key: 'Title', values: title ? [title] : [] })
  if (logline !== '' || held('logline')) {
    ours.push({ key: 'Logline', values: logline === '' ? [] : logline.split('\n') })
  }
  const target = targetSeconds === undefined ? [] : [String(targetSeconds)]
  const says = ours.length + entries.length + target.length + settings.length + unlocks.length > 0
  if (says || !languageIsPlain) ours.push({ key: 'Language', values: [language] })
  if (target.length > 0 || held('target')) ours.push({ key: 'Target', values: target })
  if (settings.length > 0 || held('settings')) ours.push({ key: 'Settings', values: settings })
  if (unlocks.length > 0 || held('unlock')) {
    ours.push({ key: 'Unlock', values: unlocks.length > 0 ? [unlocks.join(', ')] : [] })
  }
  return [...ours, ...entries].flatMap(({ key, values }) =>
    values.length === 1
      ? [`${key}: ${values[0]}`]
      : [`${key}:`, ...values.map((value) => `    ${value}`)],
  )
}
