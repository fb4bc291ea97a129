import { asElement } from '../../../src/shared/domain/element.ts'
import { asLanguage, type Language } from '../../../src/shared/domain/language.ts'
import {
  type Line,
  type Span,
  type Style,
  styleNames,
  textOf,
} from '../../../src/shared/domain/line.ts'
import { type SegmentKind, segmentKinds } from '../../../src/shared/domain/segment.ts'
import type { TitlePageEntry } from '../../../src/shared/format/screenplay.ts'
import { elementsOf, type XmlElement, xmlElement, xmlText } from '../../../src/shared/format/xml.ts'
import type { Script } from './script.ts'

/// What a file of ours said when it was written, kept in a part that office programs carry along
/// unseen: whatever comes back is held against it.

const manifestNamespace = 'urn:ninety:script:1'

export interface Manifest {
  /// Whether its ids are those of a series.
  readonly lasting: boolean
  readonly language: Language
  readonly dress: Language
  /// What stands in the file beside the script.
  readonly outline: boolean
  readonly bilingual: boolean
  readonly title: string
  readonly logline: string
  readonly titlePage: readonly TitlePageEntry[]
  readonly episodes: readonly ManifestEpisode[]
}

export interface ManifestEpisode {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly segments: readonly ManifestSegment[]
}

export interface ManifestSegment {
  readonly id: string
  readonly kind: SegmentKind
  readonly outlines: readonly { readonly id: string; readonly text: string }[]
  readonly lines: readonly ManifestLine[]
}

export type ManifestLine = Pick<
  Line,
  'id' | 'element' | 'spans' | 'text' | 'dual' | 'align' | 'sceneNumber' | 'translation'
>

export function writeManifest(
  script: Script,
  shown: Pick<Manifest, 'outline' | 'bilingual'>,
): XmlElement {
  const { language, dress, title, logline, episodes, lasting } = script
  return xmlElement(
    'script',
    {
      ...{ xmlns: manifestNamespace, language, dress },
      outline: String(shown.outline),
      bilingual: String(shown.bilingual),
      lasting: String(lasting),
    },
    [
      xmlElement('title', {}, [title]),
      xmlElement('logline', {}, [logline]),
      ...script.titlePage.map(({ key, values }) =>
        xmlElement(
          'page',
          { key },
          values.map((value) => xmlElement('value', {}, [value])),
        ),
      ),
      ...episodes.map((episode) =>
        xmlElement('episode', { id: episode.id }, [
          xmlElement('title', {}, [episode.title]),
          ...(shown.outline ? [xmlElement('summary', {}, [episode.summary])] : []),
          ...episode.segments.map(({ id, kind, outlines, lines }) =>
            xmlElement('segment', { id, kind }, [
              // What is not shown to whoever gets the file is not hidden in it either.
              ...(shown.outline ? outlines : []).map((outline) =>
                xmlElement('outline', { id: outline.id }, [outline.text]),
              ),
              ...lines.map((line) => lineOf(line, shown.bilingual)),
            ]),
          ),
        ]),
      ),
    ],
  )
}

function lineOf(line: Line, bilingual: boolean): XmlElement {
  const { id, element, spans, dual, align, sceneNumber } = line
  const translation = bilingual ? line.translation : undefined
  return xmlElement(
    'line',
    { id, element, dual, align, number: sceneNumber, translation },
    spans.map(({ text, style }) => xmlElement('run', { style: lettersOf(style) }, [text])),
  )
}

const styleLetters = { bold: 'b', italic: 'i', underline: 'u', strike: 's' } as const

function lettersOf(style: Style): string | undefined {
  return styleNames.map((name) => (style[name] ? styleLetters[name] : '')).join('') || undefined
}

/// Undefined where it is not one of ours.
export function readManifest(root: XmlElement): Manifest | undefined {
  if (root.name !== 'script' || root.attributes.xmlns !== manifestNamespace) return undefined
  return {
    lasting: root.attributes.lasting === 'true',
    language: asLanguage(root.attributes.language),
    dress: asLanguage(root.attributes.dress),
    outline: root.attributes.outline === 'true',
    bilingual: root.attributes.bilingual === 'true',
    title: textIn(root, 'title'),
    logline: textIn(root, 'logline'),
    titlePage: elementsOf(root, 'page').map((page) => ({
      key: page.attributes.key ?? '',
      values: elementsOf(page, 'value').map(xmlText),
    })),
    episodes: elementsOf(root, 'episode').map((episode) => ({
      id: episode.attributes.id ?? '',
      title: textIn(episode, 'title'),
      summary: textIn(episode, 'summary'),
      segments: elementsOf(episode, 'segment').map(readSegment),
    })),
  }
}

function textIn(parent: XmlElement, name: string): string {
  return elementsOf(parent, name).map(xmlText).join('')
}

function readSegment(segment: XmlElement): ManifestSegment {
  const { id = '', kind } = segment.attributes
  return {
    id,
    kind: segmentKinds.find((known) => known === kind) ?? 'beat',
    outlines: elementsOf(segment, 'outline').map((outline) => ({
      id: outline.attributes.id ?? '',
      text: xmlText(outline),
    })),
    lines: elementsOf(segment, 'line').map(readLine),
  }
}

function readLine(line: XmlElement): ManifestLine {
  const { id = '', element, dual, align, number, translation } = line.attributes
  const spans = elementsOf(line, 'run').map(
    (run): Span => ({ text: xmlText(run), style: styleOf(run.attributes.style ?? '') }),
  )
  return {
    id,
    element: asElement(element),
    spans,
    text: textOf(spans),
    ...((dual === 'left' || dual === 'right') && { dual }),
    ...(align === 'center' && { align }),
    ...(number !== undefined && { sceneNumber: number }),
    ...(translation !== undefined && { translation }),
  }
}

function styleOf(letters: string): Style {
  const on = styleNames.filter((name) => letters.includes(styleLetters[name]))
  return Object.fromEntries(on.map((name) => [name, true]))
}
