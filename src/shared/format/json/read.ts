import { isColour } from '../../domain/castentry.ts'
import { type Element, elements } from '../../domain/element.ts'
import { isDay } from '../../domain/episode.ts'
import { type Language, languages } from '../../domain/language.ts'
import { plain, type Span, type Style, styleNames } from '../../domain/line.ts'
import {
  asSettings,
  chosenSettings,
  defaultSettings,
  type SeriesSettings,
} from '../../domain/settings.ts'
import type { Reading, ReadOptions, Unreadable } from '../reading.ts'
import type {
  Carried,
  ScreenplayEntry,
  ScreenplayEpisode,
  ScreenplayLine,
  ScreenplaySegment,
  TitlePageEntry,
} from '../screenplay.ts'
import { type Fields, Shape } from './shape.ts'
import { jsonFormat, jsonVersion } from './write.ts'

/// Reads what `writeJson` has written, or anybody else by docs/FORMATS.md. A damaged part is left out
/// and reported with its place in the file, as `episodes[3].hook.lines[0].text`.
export function readJson(text: string, options: ReadOptions = {}): Reading | Unreadable {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return damaged
  }
  const shape = new Shape()
  const file = shape.object(value, '')
  if (!file || file.get('format') !== jsonFormat) return stranger
  const version = file.get('version')
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return stranger
  if (version > jsonVersion) return newer
  const language = file.one('language', isLanguage, 'a language that is known here')
  const notes = file.text('notes')
  const targetSeconds = file.seconds('targetSeconds')
  const settings = settingsIn(file)
  const cast = rosterIn(file, 'cast')
  const places = rosterIn(file, 'places')
  const carried = carriedIn(file)
  const screenplay = {
    title: file.text('title') ?? '',
    logline: file.text('logline') ?? '',
    ...(notes !== undefined && { notes }),
    language: options.language ?? language ?? 'en',
    ...(targetSeconds !== undefined && { targetSeconds }),
    ...(settings && { settings }),
    titlePage: file.list('titlePage', titlePageEntry),
    ...(cast && { cast }),
    ...(places && { places }),
    ...carried,
    episodes: file.list('episodes', episode),
  }
  file.rest()
  if (screenplay.episodes.length === 0) return empty
  return { screenplay, losses: shape.losses }

  function titlePageEntry(item: unknown, path: string): TitlePageEntry | undefined {
    const fields = shape.object(item, path)
    const key = fields?.text('key')
    if (!fields || key === undefined) return undefined
    const entry = { key, values: fields.texts('values') }
    fields.rest()
    return entry
  }

  function rosterIn(from: Fields, name: string): readonly ScreenplayEntry[] | undefined {
    return from.get(name) === undefined ? undefined : from.list(name, entry)
  }

  function entry(item: unknown, path: string): ScreenplayEntry | undefined {
    const fields = shape.object(item, path)
    if (!fields) return undefined
    const colour = fields.one('colour', isColour, 'a colour as #7a4fd0')
    const result = {
      name: fields.text('name') ?? '',
      notes: fields.text('notes') ?? '',
      aliases: fields.texts('aliases'),
      ...(colour !== undefined && { colour }),
    }
    fields.rest()
    return result
  }

  function episode(item: unknown, path: string): ScreenplayEpisode | undefined {
    const fields = shape.object(item, path)
    if (!fields) return undefined
    const target = fields.seconds('targetSeconds')
    const writers = fields.get('writers') === undefined ? undefined : fields.list('writers', writer)
    const due = fields.one('due', isDay, 'a day as 2031-04-09')
    const unlock = fields.one('unlock', isTrue, 'true')
    const result = {
      title: fields.text('title') ?? '',
      summary: fields.text('summary') ?? '',
      hook: segment(fields.get('hook'), fields.at('hook')),
      beats: fields.list('beats', segment),
      cliffhanger: segment(fields.get('cliffhanger'), fields.at('cliffhanger')),
      ...(target !== undefined && { targetSeconds: target }),
      ...(writers && { writers }),
      ...(due !== undefined && { due }),
      ...(unlock !== undefined && { unlock }),
      ...carriedIn(fields),
    }
    fields.rest()
    return result
  }

  function writer(item: unknown, path: string) {
    const fields = shape.object(item, path)
    const id = fields?.text('id')
    const name = fields?.text('name')
    fields?.rest()
    return id !== undefined && name !== undefined ? { id, name } : undefined
  }

  function segment(item: unknown, path: string): ScreenplaySegment {
    const fields = item === undefined ? undefined : shape.object(item, path)
    if (!fields) return { outline: '', lines: [] }
    const emotion = fields.one('emotion', isEmotion, 'a number from -5 to 5')
    const tags = fields.get('tags') === undefined ? undefined : fields.texts('tags')
    const seconds = fields.seconds('seconds')
    const result = {
      outline: fields.text('outline') ?? '',
      lines: fields.list('lines', line),
      ...(emotion !== undefined && { emotion }),
      ...(tags && { tags }),
      ...(seconds !== undefined && { seconds }),
      ...carriedIn(fields),
    }
    fields.rest()
    return result
  }

  function line(item: unknown, path: string): ScreenplayLine | undefined {
    const fields = shape.object(item, path)
    if (!fields) return undefined
    const dual = fields.one('dual', isSide, '“left” or “right”')
    const align = fields.one('align', isCenter, '“center”')
    const sceneNumber = fields.text('sceneNumber')
    const seconds = fields.seconds('seconds')
    const sceneSeconds = fields.seconds('sceneSeconds')
    const translation = fields.text('translation')
    const result = {
      element: fields.one('element', isElement, 'an element that is known here') ?? 'general',
      spans: spansIn(fields),
      ...(dual !== undefined && { dual }),
      ...(align !== undefined && { align }),
      ...(sceneNumber !== undefined && { sceneNumber }),
      ...(seconds !== undefined && { seconds }),
      ...(sceneSeconds !== undefined && { sceneSeconds }),
      ...(translation !== undefined && { translation }),
      ...carriedIn(fields),
    }
    fields.rest()
    return result
  }

  function spansIn(fields: Fields): readonly Span[] {
    const text = fields.get('text')
    if (typeof text === 'string') return text === '' ? [] : [{ text, style: plain }]
    return fields.list('text', stretch).filter((span) => span.text !== '')
  }

  function stretch(item: unknown, path: string): Span | undefined {
    if (typeof item === 'string') return { text: item, style: plain }
    const fields = shape.object(item, path)
    if (!fields) return undefined
    const on = styleNames.filter((name) => fields.one(name, isTrue, 'true') !== undefined)
    const style: Style = Object.fromEntries(on.map((name) => [name, true]))
    const span = { text: fields.text('text') ?? '', style }
    fields.rest()
    return span
  }
}

function carriedIn(fields: Fields): { readonly carried?: Carried } {
  const carried = fields.record('carried')
  return carried ? { carried } : {}
}

/// Settings that are as usual are not kept apart.
function settingsIn(file: Fields): Partial<SeriesSettings> | undefined {
  const value = file.get('settings')
  const fields = value === undefined ? undefined : file.shape.object(value, 'settings')
  if (!fields) return undefined
  const settings = asSettings((name) => fields.get(name))
  fields.rest()
  for (const [name, said] of Object.entries(value as object)) {
    const known = name === 'dress' || name in defaultSettings
    if (!known || settings[name as keyof SeriesSettings] === said) continue
    file.shape.wrong(fields.at(name), 'one of its choices')
  }
  const chosen = chosenSettings(settings)
  return Object.keys(chosen).length > 0 ? chosen : undefined
}

const damaged: Unreadable = {
  code: 'json.damaged',
  message: 'This file is damaged or was cut short: it is not whole JSON. Export it again.',
}
const stranger: Unreadable = {
  code: 'json.stranger',
  message: 'This JSON file does not hold a series: it says nothing of “ninety.series”.',
}
const newer: Unreadable = {
  code: 'json.newer',
  message: 'This file was written by a newer Ninety. Update this one, or export it as Fountain.',
}
const empty: Unreadable = {
  code: 'json.empty',
  message: 'This file holds a series without episodes.',
}

function isLanguage(value: unknown): value is Language {
  return (languages as readonly unknown[]).includes(value)
}

function isElement(value: unknown): value is Element {
  return (elements as readonly unknown[]).includes(value)
}

function isTrue(value: unknown): value is true {
  return value === true
}

function isSide(value: unknown): value is 'left' | 'right' {
  return value === 'left' || value === 'right'
}

function isCenter(value: unknown): value is 'center' {
  return value === 'center'
}

/// As docs/DOCUMENT.md has it.
function isEmotion(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= -5 && value <= 5
}
