import { chineseParagraphs, type Written } from '../../../src/shared/format/chinese/write.ts'
import type { WriteOptions, Writing } from '../../../src/shared/format/formats.ts'
import type { Screenplay } from '../../../src/shared/format/screenplay.ts'
import type { XmlElement } from '../../../src/shared/format/xml.ts'
import type { Role } from './house.ts'
import { lossesIn } from './losses.ts'
import { writeManifest } from './manifest.ts'
import { type Papers, writeOffice } from './office.ts'
import { bodyOf } from './pages.ts'
import { Numbering, paragraph } from './runs.ts'
import { placedScript, type Script } from './script.ts'

/// What whoever asks for a DOCX file may choose:
///
/// - `paper`: `letter` or `a4`; else as the language has it;
/// - `outline`: `no` leaves titles of segments and outlines out;
/// - `columns`: `two` sets the translation beside the script;
/// - `dialect`: a Chinese script as productions have it, in one of the dialects of the Chinese text
///   format.
export function writeDocx(screenplay: Screenplay, options: WriteOptions = {}): Writing {
  const { language } = screenplay
  const inDialect = language === 'zh-Hans' && options.dialect !== undefined
  const bytes = inDialect
    ? writeOffice({
        title: screenplay.title,
        dress: 'zh-Hans',
        capitals: false,
        paper: paperOf(options, language),
        body: production(screenplay, options),
      })
    : writeScript(placedScript(screenplay), options)
  return { bytes, losses: lossesIn(screenplay, options) }
}

/// A script with everything it is told apart by.
export function writeScript(script: Script, options: WriteOptions = {}): Uint8Array {
  const outline = options.outline !== 'no'
  const bilingual = options.columns === 'two'
  return writeOffice({
    title: script.title,
    dress: script.dress,
    capitals: script.capitals,
    paper: paperOf(options, script.language),
    body: bodyOf(script, { outline, bilingual }),
    manifest: writeManifest(script, { outline, bilingual }),
  })
}

export function paperOf(
  { paper }: WriteOptions,
  language: Screenplay['language'],
): Papers['paper'] {
  if (paper === 'letter' || paper === 'a4') return paper
  return language === 'en' ? 'letter' : 'a4'
}

function production(screenplay: Screenplay, { dialect, numbers, segments }: WriteOptions) {
  const numbering = new Numbering()
  return chineseParagraphs(screenplay, { dialect, numbers, segments }).map(
    ({ is, spans }): XmlElement => paragraph(rolesOf[is] ?? 'general', [{ spans }], numbering),
  )
}

const rolesOf: Partial<Record<Written['is'], Role>> = {
  title: 'series-title',
  front: 'body',
  episode: 'episode',
  summary: 'summary',
  segment: 'segment',
  end: 'general',
  speech: 'speech',
  'scene-heading': 'scene-heading',
  action: 'action',
  transition: 'transition',
  shot: 'shot',
  lyric: 'lyric',
  'on-screen-text': 'on-screen-text',
}
