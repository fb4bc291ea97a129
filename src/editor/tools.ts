import type { Plugin } from 'prosemirror-state'
import type { SeriesDocument } from '../shared/document/seriesdocument.ts'
import type { Words } from '../shared/i18n/catalogue.ts'
import { closingBracket } from './closingbracket.ts'
import { completion } from './completion/completion.ts'
import { conversions } from './conversions.ts'
import { elementSaid } from './elementsaid.ts'
import { foundWords } from './find.ts'
import { lineDress } from './linedress.ts'
import type { ScriptView } from './scriptview.ts'
import { type TextOptions, textTools } from './texttools.ts'
import { type Ways, waysPlugins } from './ways.ts'
import type { WritingSettings } from './writingsettings.ts'

/// What helps with writing in a script that stands already. It is loaded behind the first page.

export interface ToolsContext {
  readonly script: ScriptView
  readonly document: SeriesDocument
  readonly words: Words
  readonly settings: () => WritingSettings
  readonly ways: Ways
  readonly text: TextOptions
}

/// The plugins of all tools, those first that a key comes to first.
export function scriptTools({
  document,
  words,
  settings,
  ways,
  text,
}: ToolsContext): readonly Plugin[] {
  return [
    completion({ document, words, settings }),
    closingBracket(),
    conversions(() => settings().conversions),
    lineDress(document, words),
    elementSaid(words),
    ...waysPlugins(ways, document),
    ...textTools(document, settings, text),
    foundWords(),
  ]
}
