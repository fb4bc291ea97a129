import type { Plugin } from 'prosemirror-state'
import type { WordCount } from '../shared/derive/wordcount.ts'
import type { SeriesDocument } from '../shared/document/seriesdocument.ts'
import { copy } from './copy/copy.ts'
import type { Dress } from './copy/dress.ts'
import { type PasteOptions, paste } from './paste/paste.ts'
import { selected } from './selected.ts'
import { type Switch, spelling } from './spelling.ts'
import { typography } from './typography.ts'
import type { WritingSettings } from './writingsettings.ts'

/// What handles text: copying and pasting it, checking its spelling, counting what is selected,
/// printing its quotation marks and dashes.

export interface TextOptions {
  readonly refuse: PasteOptions['refuse']
  /// What is selected, or undefined for nothing.
  readonly selected: (count: WordCount | undefined) => void
  readonly spelling: Switch
}

export function textTools(
  document: SeriesDocument,
  settings: () => WritingSettings,
  options: TextOptions,
): readonly Plugin[] {
  const language = () => document.reading.series.language
  return [
    typography(language, settings),
    paste({ language, refuse: options.refuse }),
    copy(() => dressOf(document)),
    spelling(options.spelling),
    selected(language, options.selected),
  ]
}

function dressOf({ reading }: SeriesDocument): Dress {
  const { language, settings } = reading.series
  return {
    isChinese: (settings.dress ?? language) === 'zh-Hans',
    capitals: settings.capitals,
  }
}
