import { castOf } from '../../../src/shared/derive/cast.ts'
import { targetOf } from '../../../src/shared/derive/runtime.ts'
import { countText } from '../../../src/shared/derive/wordcount.ts'
import { type CastEntry, keyOfName } from '../../../src/shared/domain/castentry.ts'
import type { Episode } from '../../../src/shared/domain/episode.ts'
import type { Language } from '../../../src/shared/domain/language.ts'
import { outlineText } from '../../../src/shared/domain/segment.ts'
import type { Series } from '../../../src/shared/domain/series.ts'
import type { Material, Report } from '../../../src/shared/format/report.ts'
import type { Loss } from '../../../src/shared/format/screenplay.ts'
import type { XmlElement } from '../../../src/shared/format/xml.ts'
import { submission as english } from '../../../src/shared/i18n/en/submission.ts'
import { submission as chinese } from '../../../src/shared/i18n/zh-Hans/submission.ts'
import { docxMediaType, writeOffice } from './office.ts'
import { episodeOf } from './pages.ts'
import { Numbering, paragraph } from './runs.ts'
import { scriptOf } from './script.ts'
import { type Length, type PartName, type Template, templateOf } from './template.ts'
import { paperOf } from './write.ts'

/// What a series is offered with: logline, synopsis, characters, a summary of each episode, and the
/// first episodes. What is missing or of another length than the template asks for is told.
///
/// Takes `template` (`platform`, `filing`), `scripts` (of how many episodes), `synopsis: notes` (the
/// notes of the series are its synopsis; else it is put together from the summaries), `paper`, and
/// lengths of parts as `cast: 50-200`.
export const submissionPackage: Report = {
  id: 'submission',
  extension: '.docx',
  mediaType: docxMediaType,
  async write(material, { chosen }) {
    const { series } = material
    const made = new Submission(material, templateOf(chosen), chosen)
    const bytes = writeOffice({
      title: series.title,
      dress: series.language,
      capitals: series.settings.capitals,
      paper: paperOf(chosen, series.language),
      body: made.body(),
      prose: true,
    })
    return { bytes, losses: made.losses }
  },
}

const catalogues = { en: english, 'zh-Hans': chinese }

class Submission {
  readonly losses: Loss[] = []
  readonly #material: Material
  readonly #template: Template
  readonly #chosen: Readonly<Record<string, string>>
  readonly #numbering = new Numbering()

  constructor(material: Material, template: Template, chosen: Readonly<Record<string, string>>) {
    this.#material = material
    this.#template = template
    this.#chosen = chosen
  }

  get #series(): Series {
    return this.#material.series
  }

  get #language(): Language {
    return this.#series.language
  }

  body(): readonly XmlElement[] {
    const { title, episodes, targetSeconds } = this.#series
    const facts = this.#say('submission.facts', {
      number: episodes.length,
      seconds: episodes[0] ? targetOf(episodes[0], this.#series) : targetSeconds,
    })
    return [
      this.#paragraph('series-title', title),
      this.#paragraph('series-logline', facts),
      ...this.#template.parts.flatMap(({ name, length }) => {
        const limits = length?.[this.#language]
        return this.#part(name, limits)
      }),
    ]
  }

  #part(name: PartName, limits: Length | undefined): readonly XmlElement[] {
    switch (name) {
      case 'logline':
        return this.#prose(name, this.#series.logline, limits)
      case 'synopsis':
        return this.#prose(name, this.#synopsis(), limits)
      case 'cast':
        return this.#cast(limits)
      case 'episodes':
        return this.#summaries(limits)
      case 'script':
        return this.#script(limits)
    }
  }

  #prose(name: 'logline' | 'synopsis', text: string, limits: Length | undefined) {
    const heading = this.#say(`submission.${name}`)
    this.#check(heading, text, limits)
    return [this.#heading(heading), ...this.#paragraphs(text)]
  }

  /// The summaries of ten episodes make a paragraph.
  #synopsis(): string {
    const { notes, episodes } = this.#series
    if (this.#chosen.synopsis === 'notes') return notes
    const told = episodes.map(aboutEpisode)
    if (told.every((text) => text === '')) return ''
    this.losses.push({
      code: 'submission.synopsis',
      message: 'The synopsis is put together from what is said of the episodes: read it through.',
    })
    const between = this.#language === 'zh-Hans' ? '' : ' '
    return Array.from({ length: Math.ceil(told.length / 10) }, (_, i) =>
      told
        .slice(i * 10, i * 10 + 10)
        .filter((text) => text !== '')
        .map((text) => text.replaceAll('\n', between))
        .join(between),
    ).join('\n')
  }

  /// Those that something is written down about, who speaks most first; who speaks in three episodes
  /// or more should have a word.
  #cast(limits: Length | undefined): readonly XmlElement[] {
    const speaking = castOf(this.#series)
    const spellings = ({ name, aliases }: CastEntry) => [name, ...aliases].map(keyOfName)
    const entries = this.#material.kept.cast.filter(({ notes }) => notes.trim() !== '')
    const rank = (entry: CastEntry) => {
      const keys = spellings(entry)
      const at = speaking.findIndex(({ key }) => keys.includes(key))
      return at < 0 ? speaking.length : at
    }
    const known = new Set(entries.flatMap(spellings))
    const silent = speaking.filter(({ key, episodes }) => episodes.length > 2 && !known.has(key))
    for (const { name } of silent) {
      this.losses.push({
        code: 'submission.character',
        message: `Nothing is written down about somebody who speaks in several episodes: “${name}”`,
      })
    }
    return [
      this.#heading(this.#say('submission.cast')),
      ...entries
        .toSorted((a, b) => rank(a) - rank(b))
        .flatMap(({ name, notes }) => {
          this.#check(name, notes, limits)
          return this.#named(name, notes)
        }),
    ]
  }

  #summaries(limits: Length | undefined): readonly XmlElement[] {
    const named = this.#series.episodes.flatMap((episode, i) => {
      const number = this.#say('submission.episode', { number: i + 1 })
      const text = aboutEpisode(episode)
      this.#check(number, text, limits)
      return this.#named(episode.title === '' ? number : `${number} ${episode.title}`, text)
    })
    return [this.#heading(this.#say('submission.episodes')), ...named]
  }

  #script(limits: Length | undefined): readonly XmlElement[] {
    const { series, kept } = this.#material
    const script = scriptOf(series, kept.titlePage)
    const some = series.episodes.slice(0, this.#template.episodes)
    const options = { outline: false, bilingual: false }
    return [
      this.#heading(this.#say('submission.script', { number: some.length })),
      ...some.flatMap((episode, i) => {
        const lines = episode.segments.flatMap((segment) => segment.lines.map(({ text }) => text))
        this.#check(this.#say('submission.episode', { number: i + 1 }), lines.join('\n'), limits)
        return episodeOf(script, episode, i + 1, options, this.#numbering).map(withoutIds)
      }),
    ]
  }

  #check(what: string, text: string, limits: Length | undefined): void {
    const { words } = countText(text, this.#language)
    if (words === 0) {
      this.losses.push({ code: 'submission.missing', message: `Still to be written: “${what}”` })
      return
    }
    if (!limits || (words >= limits.least && words <= limits.most)) return
    const short = words < limits.least
    const figures = `“${what}: ${words} (${limits.least}–${limits.most})”`
    this.losses.push({
      code: short ? 'submission.short' : 'submission.long',
      message: `${short ? 'Shorter' : 'Longer'} than the template asks for: ${figures}`,
    })
  }

  #say(key: keyof typeof chinese, values: Readonly<Record<string, number>> = {}): string {
    const text: string = catalogues[this.#language][key]
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''))
  }

  #heading(text: string): XmlElement {
    return this.#paragraph('heading', text)
  }

  #paragraphs(text: string): readonly XmlElement[] {
    return text
      .split('\n')
      .filter((row) => row.trim() !== '')
      .map((row) => this.#paragraph('body', row))
  }

  /// A name in bold, and what is said about it.
  #named(name: string, text: string): readonly XmlElement[] {
    const bold = { spans: [{ text: name, style: { bold: true as const } }] }
    return [paragraph('body', [bold], this.#numbering), ...this.#paragraphs(text)]
  }

  #paragraph(role: 'series-title' | 'series-logline' | 'heading' | 'body', text: string) {
    const spans = text === '' ? [] : [{ text, style: {} }]
    return paragraph(role, [{ spans }], this.#numbering)
  }
}

/// Its summary, or its outline where nobody has written one.
function aboutEpisode({ summary, segments }: Episode): string {
  if (summary.trim() !== '') return summary.trim()
  return segments
    .map(outlineText)
    .filter((text) => text !== '')
    .join('\n')
}

/// A submission is read, not brought back.
function withoutIds(element: XmlElement): XmlElement {
  return {
    ...element,
    children: element.children.filter(
      (child) => typeof child === 'string' || !child.name.startsWith('w:bookmark'),
    ),
  }
}
