import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as Y from 'yjs'

/// The JavaScript that docs/DOCUMENT.md gives to third parties, as it stands there.

interface SpecifiedSegment {
  readonly id: string
  readonly kind: string
  readonly outlines: readonly { readonly id: string; readonly text: string }[]
  readonly lines: readonly {
    readonly id: string
    readonly element: string
    readonly text: string
  }[]
}

interface SpecifiedEpisode {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly segments: readonly SpecifiedSegment[]
}

interface SpecifiedSeries {
  readonly title: string
  readonly episodes: readonly SpecifiedEpisode[]
  readonly bin: {
    readonly episodes: readonly SpecifiedEpisode[]
    readonly segments: readonly SpecifiedSegment[]
    readonly text: readonly Pick<SpecifiedSegment, 'id' | 'lines'>[]
  }
}

interface Specified {
  readSeries(doc: Y.Doc): SpecifiedSeries
  outlineOf(doc: Y.Doc, number: number): string[]
  example(doc: Y.Doc): string[]
}

const page = readFileSync(join(import.meta.dirname, '../../../docs/DOCUMENT.md'), 'utf8')

const code = Array.from(page.matchAll(/^```js\n(.*?)^```$/gms), ([, block]) => block).join('\n')

export const { readSeries, outlineOf, example } = new Function(
  'Y',
  `'use strict'\n${code}\nreturn { readSeries, outlineOf, example }`,
)(Y) as Specified
