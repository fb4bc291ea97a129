import * as Y from 'yjs'
import type { Language } from '../domain/language.ts'
import { defaultTargetSeconds } from '../domain/series.ts'
import type { SeriesSettings } from '../domain/settings.ts'
import { reviseField } from './field.ts'
import { makeEpisode } from './make.ts'
import { insertionAt } from './order.ts'
import { newId, type Random, secureRandom } from './random.ts'
import { rootsOf, schemaVersion, settingKey, textIn } from './roots.ts'
import type { SeriesDocument } from './seriesdocument.ts'

export interface NewSeries {
  readonly title: string
  readonly logline?: string
  readonly language: Language
  readonly targetSeconds?: number
  /// What is not as usual.
  readonly settings?: Partial<SeriesSettings>
}

/// Lays out an empty Y.Doc as a series with one empty episode, in one transaction. `lineage` is the
/// document's own: replicas of another lineage are never merged into it.
export function createSeries(doc: Y.Doc, series: NewSeries, random: Random = secureRandom): void {
  doc.transact(() => {
    layOutSeries(doc, series, random)
    const order = insertionAt([], 0, random).key
    makeEpisode(rootsOf(doc), newId(random), { order }, random)
  })
}

/// The same without an episode, for whoever adds their own in the same transaction.
export function layOutSeries(doc: Y.Doc, series: NewSeries, random: Random): void {
  const root = rootsOf(doc).series
  root.set('schemaVersion', schemaVersion)
  root.set('lineage', newId(random))
  root.set('title', new Y.Text(series.title))
  root.set('logline', new Y.Text(series.logline ?? ''))
  root.set('notes', new Y.Text())
  root.set('language', series.language)
  root.set('targetSeconds', series.targetSeconds ?? defaultTargetSeconds)
  for (const [name, value] of Object.entries(series.settings ?? {})) {
    root.set(`${settingKey}${name}`, value)
  }
}

/// What a list of series needs to know of one.
export interface SeriesHead {
  readonly title: string
  readonly language: unknown
  readonly schemaVersion: unknown
  readonly lineage: unknown
}

export function headOf(doc: Y.Doc): SeriesHead {
  const { series } = rootsOf(doc)
  return {
    title: textIn(series, 'title')?.toString() ?? '',
    language: series.get('language'),
    schemaVersion: series.get('schemaVersion'),
    lineage: series.get('lineage'),
  }
}

/// How long an episode of this series is meant to run, in seconds.
export function setSeriesTarget(document: SeriesDocument, seconds: number): void {
  document.edit(() => document.roots.series.set('targetSeconds', seconds))
}

/// The language the script is written in: how it is dressed, unless that is set apart, and reckoned.
export function setLanguage(document: SeriesDocument, language: Language): void {
  const { series } = document.roots
  document.edit(() => {
    if (series.get('language') !== language) series.set('language', language)
  })
}

/// Changes settings of the series; those that are not named stay, one that is undefined is unset.
export function setSettings(document: SeriesDocument, settings: SettingsChange): void {
  const { series } = document.roots
  document.edit(() => {
    for (const [name, value] of Object.entries(settings)) {
      const key = `${settingKey}${name}`
      if (value === undefined) series.delete(key)
      else if (series.get(key) !== value) series.set(key, value)
    }
  })
}

export type SettingsChange = {
  readonly [Name in keyof SeriesSettings]?: SeriesSettings[Name] | undefined
}

/// Gives the series another title by changing only the characters that differ.
export function renameSeries(document: SeriesDocument, title: string): void {
  document.edit(() => reviseField(document, { in: 'series', key: 'title' }, title))
}
