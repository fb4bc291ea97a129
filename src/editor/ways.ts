import type { Plugin } from 'prosemirror-state'
import type { Store, WritableStore } from '../session/store.ts'
import type { SeriesDocument } from '../shared/document/seriesdocument.ts'
import { type Company, company } from './company.ts'
import { focus } from './focus.ts'
import { type Folded, fold } from './fold.ts'
import { touched } from './touched.ts'
import { typewriter } from './typewriter.ts'
import './going.css'

/// How somebody looks at the script, and who else is in it.
export interface Ways {
  /// Whether only the segment that one writes in stands in full ink.
  readonly focus: Store<boolean>
  /// Whether the line that one writes in stays at a steady height.
  readonly typewriter: Store<boolean>
  /// The ids of the episodes that are folded.
  readonly folded: WritableStore<Folded>
  /// What stands under the title of one that is.
  readonly foldedLabel: string
  readonly company: Store<Company>
  /// What the faces in a segment are called.
  readonly sayCompany: (names: readonly string[]) => string
}

export function waysPlugins(ways: Ways, document: SeriesDocument): readonly Plugin[] {
  return [
    fold({ folded: ways.folded, label: ways.foldedLabel }),
    focus(ways.focus),
    typewriter(ways.typewriter),
    company({ company: ways.company, label: ways.sayCompany }),
    touched(document),
  ]
}
