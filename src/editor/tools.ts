import type { Plugin } from 'prosemirror-state'
import type { SeriesDocument } from '../shared/document/seriesdocument.ts'
import type { Words } from '../shared/i18n/catalogue.ts'
import type { ScriptView } from './scriptview.ts'
import type { WritingSettings } from './writingsettings.ts'

/// What helps with writing in a script that stands already. It is loaded behind the first page.

export interface ToolsContext {
  readonly script: ScriptView
  readonly document: SeriesDocument
  readonly words: Words
  readonly settings: () => WritingSettings
}

/// The plugins of all tools, those first that a key comes to first.
export function scriptTools(_context: ToolsContext): readonly Plugin[] {
  return []
}
