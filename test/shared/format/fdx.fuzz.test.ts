import { expect, it } from 'vitest'
import type * as Y from 'yjs'
import { type Element, elements } from '../../../src/shared/domain/element.ts'
import { readFdx } from '../../../src/shared/format/fdx/read.ts'
import { sameXml, tidied } from '../../../src/shared/format/fdx/tree.ts'
import { writeFdx } from '../../../src/shared/format/fdx/write.ts'
import type {
  Screenplay,
  ScreenplayLine,
  ScreenplaySegment,
} from '../../../src/shared/format/screenplay.ts'
import {
  isXml,
  parseXml,
  writeXml,
  type XmlElement,
  type XmlNode,
  xmlElement,
} from '../../../src/shared/format/xml.ts'
import fc, { drawSeed } from '../../draw.ts'
import { documentOf, portraitOf, screenplayIn } from './portrait.ts'

const runs = Number(process.env.FUZZ_RUNS ?? 150)
const settings = { numRuns: runs }
/// Milliseconds; a run takes a few.
const timeout = 60_000 + runs * 500
const title = (what: string) => `${what} (FUZZ_SEED=${drawSeed} FUZZ_RUNS=${runs})`

/// Files as programs of the trade write them, and odder ones.
const types = [
  ...['Scene Heading', 'Action', 'Character', 'Dialogue', 'Parenthetical', 'Transition', 'Shot'],
  ...['General', 'Lyric', 'On-Screen Text', 'Cast List', 'End of Act', 'Telephone'],
]
const words = fc.constantFrom(
  ...['ANNA', 'The lift stops.', 'INT. LIFT - NIGHT', '(beat)', ' ', '', '  two  spaces ', 'x\ny'],
  ...['电梯门开了。', 'Episode 2', 'Hook', '👩‍👩‍👧 & <more>', '"quoted"', '\t'],
)
const yesNo = fc.constantFrom('Yes', 'No')
const sometimes = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })

const text = fc
  .record({
    words,
    Style: sometimes(
      fc.constantFrom('Bold', 'Italic+Underline', 'AllCaps', 'Strikeout+AllCaps', ''),
    ),
    RevisionID: sometimes(fc.constantFrom('0', '2')),
    Font: sometimes(fc.constant('Courier Final Draft')),
  })
  .map(({ words, ...attributes }) => xmlElement('Text', attributes, words === '' ? [] : [words]))

const strange = fc.constantFrom(
  xmlElement('Bookmark', { Name: 'here' }),
  xmlElement('Odd', {}, [' text ', xmlElement('Deep', { a: '1 "2"' }), ' more']),
  xmlElement('ScriptNote', { ID: '4' }, [
    xmlElement('Paragraph', {}, [xmlElement('Text', {}, ['why?'])]),
  ]),
)

const paragraph = fc
  .record({
    Type: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...types) },
      sometimes(fc.constant('X')),
    ),
    Number: sometimes(fc.constantFrom('1', '12A', '')),
    Alignment: sometimes(fc.constantFrom('Left', 'Center', 'Full')),
    StartsNewPage: sometimes(yesNo),
    before: sometimes(strange),
    runs: fc.array(text, { maxLength: 3 }),
    behind: sometimes(strange),
  })
  .map(({ before, runs, behind, ...attributes }) =>
    xmlElement('Paragraph', attributes, some([before, ...runs, behind])),
  )

const heading = fc
  .record({
    Type: fc.constantFrom('Outline 1', 'Outline 2', 'New Act', 'Outline Body'),
    words: fc.constantFrom(
      ...['Episode 1', 'Episode 2: The lift', 'EPISODE 9', '第3集：电梯', 'Hook', 'Beat: He goes'],
      ...['Cliffhanger', 'ACT ONE', 'She waits.', ''],
    ),
    odd: sometimes(strange),
  })
  .map(({ Type, words, odd }) =>
    xmlElement('Paragraph', { Type }, some([odd, xmlElement('Text', {}, words ? [words] : [])])),
  )

const pair = fc
  .record({
    attributes: fc.constantFrom({}, { Type: 'General' }),
    paragraphs: fc.oneof(
      fc.array(paragraph, { minLength: 1, maxLength: 4 }),
      fc.constant([
        say('Character', 'ANNA'),
        say('Dialogue', 'No.'),
        say('Character', 'BEN'),
        say('Dialogue', 'Yes.'),
      ]),
    ),
  })
  .map(({ attributes, paragraphs }) =>
    xmlElement('Paragraph', attributes, [xmlElement('DualDialogue', {}, paragraphs)]),
  )

function say(type: string, words: string): XmlElement {
  return xmlElement('Paragraph', { Type: type }, [xmlElement('Text', {}, [words])])
}

function some(nodes: readonly (XmlNode | undefined)[]): readonly XmlNode[] {
  return nodes.filter((node) => node !== undefined)
}

const around = fc.subarray([
  xmlElement('ElementSettings', { Type: 'Telephone' }, [
    xmlElement('Behavior', { PaginateAs: 'Dialogue' }),
  ]),
  xmlElement('TitlePage', {}, [
    xmlElement('Content', {}, [
      xmlElement('Paragraph', { Alignment: 'Center' }, [xmlElement('Text', {}, ['UP'])]),
    ]),
  ]),
  xmlElement('Revisions', { ActiveSet: '1' }, [xmlElement('Revision', { ID: '1', Name: 'Blue' })]),
  xmlElement('ScriptNotes', {}, [
    xmlElement('ScriptNote', { Range: '3,9' }, [
      xmlElement('Paragraph', {}, [xmlElement('Text', {}, ['hm'])]),
    ]),
    xmlElement('ScriptNote', { Range: '0,0' }),
  ]),
])

const file = (script: fc.Arbitrary<XmlElement>) =>
  fc
    .tuple(fc.array(script, { maxLength: 8 }), around, fc.constantFrom('4', '5'))
    .map(([script, around, Version]) =>
      xmlElement('FinalDraft', { DocumentType: 'Script', Template: 'No', Version }, [
        xmlElement('Content', {}, script),
        ...around,
      ]),
    )

function written(root: XmlElement): XmlElement {
  const reading = readFdx(writeXml(root))
  if ('code' in reading) throw new Error(reading.message)
  const again = parseXml(writeFdx(screenplayIn(documentOf(reading.screenplay))))
  if (!isXml(again)) throw new Error(again.message)
  return tidied(again, new Map())
}

function read(root: XmlElement): XmlElement {
  const parsed = parseXml(writeXml(root))
  if (!isXml(parsed)) throw new Error(parsed.message)
  return tidied(parsed, new Map())
}

const flat = fc.oneof(
  { weight: 6, arbitrary: paragraph },
  { weight: 1, arbitrary: pair },
  { weight: 1, arbitrary: strange },
)
const seasonal = fc.oneof(
  { weight: 4, arbitrary: paragraph },
  { weight: 3, arbitrary: heading },
  { weight: 1, arbitrary: pair },
)

it.each([
  ['a file without a season goes through a document as it was', flat],
  ['a file with a season keeps every paragraph in its order', seasonal],
])(
  title('%s'),
  (_, script) => {
    fc.assert(
      fc.property(file(script), (root) => {
        const before = read(root)
        const after = written(root)
        if (!sameXml(after, before)) expect(after).toEqual(before)
      }),
      settings,
    )
  },
  timeout,
)

it(
  title('what people change in a file that came in is what its next reader sees'),
  () => {
    const script = fc.oneof(
      { weight: 5, arbitrary: paragraph },
      { weight: 2, arbitrary: heading },
      { weight: 2, arbitrary: pair },
      { weight: 1, arbitrary: strange },
    )
    const changes = fc.array(
      fc.record({
        from: fc.nat(),
        to: fc.nat(),
        act: fc.constantFrom('move', 'retype', 'element', 'drop', 'single', 'number'),
        words,
        element: fc.constantFrom(...elements),
      }),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(file(script), changes, (root, changes) => {
        const reading = readFdx(writeXml(root))
        if ('code' in reading) throw new Error(reading.message)
        const before = documentOf(changed(reading.screenplay, changes))
        const again = readFdx(writeFdx(screenplayIn(before)))
        if ('code' in again) throw new Error(again.message)
        expect(shown(documentOf(again.screenplay))).toEqual(shown(before))
      }),
      settings,
    )
  },
  timeout,
)

interface Change {
  readonly from: number
  readonly to: number
  readonly act: string
  readonly words: string
  readonly element: Element
}

/// A screenplay whose lines somebody has changed, moved and taken away.
function changed(screenplay: Screenplay, changes: readonly Change[]): Screenplay {
  const all = screenplay.episodes.map((episode) => ({
    ...episode,
    segments: [episode.hook, ...episode.beats, episode.cliffhanger].map(({ lines, ...own }) => ({
      ...own,
      lines: [...lines],
    })),
  }))
  const runs = all.flatMap(({ segments }) => segments.map(({ lines }) => lines))
  for (const { from, to, act, words, element } of changes) {
    const source = runs[from % runs.length] as ScreenplayLine[]
    const at = from % Math.max(1, source.length)
    const line = source[at]
    if (!line) continue
    const spans = words === '' ? [] : [{ text: `${words}!`, style: {} }]
    const { dual: _, ...single } = line
    if (act === 'retype') source[at] = { ...line, spans }
    else if (act === 'element') source[at] = { ...line, element }
    else if (act === 'single') source[at] = single
    else if (act === 'number') source[at] = { ...line, sceneNumber: '7' }
    else {
      source.splice(at, 1)
      const target = runs[to % runs.length] as ScreenplayLine[]
      if (act === 'move') target.splice(to % (target.length + 1), 0, line)
    }
  }
  return {
    ...screenplay,
    episodes: all.map(({ segments, ...episode }) => ({
      ...episode,
      hook: segments[0] as ScreenplaySegment,
      beats: segments.slice(1, -1),
      cliffhanger: segments.at(-1) as ScreenplaySegment,
    })),
  }
}

/// All that a document shows, without what the file left with it.
function shown(doc: Y.Doc): unknown {
  return JSON.parse(
    JSON.stringify(portraitOf(doc), (key, value) => (key === 'carried' ? 0 : value)),
  )
}
