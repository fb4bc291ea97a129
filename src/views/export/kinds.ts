import type { Key } from '../../shared/i18n/catalogue.ts'

/// What a series can be made into, as the dialog offers it. The ids are those of formats and reports
/// on the server.
export interface Kind {
  readonly id: string
  readonly group: Group
  readonly name: Key
  readonly about: Key
  readonly options: readonly Choice[]
}

/// Something that can be chosen with it. The first value is the usual one.
export interface Choice {
  /// As the server is asked: `paper`.
  readonly name: string
  readonly label: Key
  readonly values: readonly { readonly value: string; readonly label: Key }[]
}

export const groups = ['script', 'outline', 'production', 'whole'] as const
type Group = (typeof groups)[number]

/// The options by their names, with their values.
const paper = choice('paper', ['usual', 'letter', 'a4'])
const rows = choice('rows', ['episodes', 'segments'])
const text = choice('text', ['original', 'translation', 'both'])
const yesNo = (name: 'bar' | 'outline' | 'pages') => yes(name, ['no', 'yes'])
const asSeries = (name: 'episodes' | 'titlePage' | 'sceneNumbers') =>
  yes(name, ['usual', 'yes', 'no'])

export const kinds: readonly Kind[] = [
  kind('script', 'pdf', [
    paper,
    asSeries('episodes'),
    asSeries('sceneNumbers'),
    asSeries('titlePage'),
    yesNo('bar'),
    yesNo('outline'),
  ]),
  kind('script', 'word-script', [paper, yes('outline', ['yes', 'no'])]),
  kind('script', 'fdx'),
  kind('script', 'fountain'),
  kind('script', 'zh', [
    choice('segments', ['plain', 'marked']),
    choice('numbers', ['kept', 'fresh']),
  ]),
  kind('script', 'bilingual-script', [paper]),
  kind('outline', 'outline-xlsx', [rows]),
  kind('outline', 'outline-pdf', [paper, yesNo('pages')]),
  kind('outline', 'outline-csv', [rows]),
  kind('outline', 'outline-md'),
  kind('production', 'submission', [
    choice('template', ['platform', 'filing']),
    choice('scripts', ['10', '30', '3']),
    choice('synopsis', ['summaries', 'notes']),
    paper,
  ]),
  kind('production', 'breakdown-xlsx'),
  kind('production', 'breakdown-csv', [
    choice('sheet', ['story', 'shooting', 'cast', 'lines', 'needs']),
  ]),
  kind('production', 'subtitles-srt', [text, onOff('names'), onOff('captions')]),
  kind('production', 'subtitles-vtt', [text, onOff('names'), onOff('captions')]),
  kind('whole', 'archive'),
  kind('whole', 'json'),
]

function kind(group: Group, id: KindId, options: readonly Choice[] = []): Kind {
  const name = `export.kind.${id}` as const
  return { id, group, name, about: `${name}.about`, options }
}

function choice<N extends OptionName>(name: N, values: readonly ValueOf<N>[]): Choice {
  const label = `export.option.${name}` as const
  return {
    name,
    label,
    values: values.map((value) => ({ value, label: `${label}.${value}` as Key })),
  }
}

function yes(name: Answered, values: readonly ('usual' | 'yes' | 'no')[]): Choice {
  return {
    name,
    label: `export.option.${name}`,
    values: values.map((value) => ({ value, label: `export.option.${value}` })),
  }
}

function onOff(name: 'names' | 'captions'): Choice {
  const label = `export.option.${name}` as const
  return {
    name,
    label,
    values: [
      { value: 'off', label: 'export.option.no' },
      { value: 'on', label: 'export.option.yes' },
    ],
  }
}

type Answered = 'episodes' | 'titlePage' | 'sceneNumbers' | 'bar' | 'outline' | 'pages'
type Ends<K, Head extends string> = K extends `${Head}${infer Rest}` ? Rest : never
type KindId =
  Ends<Extract<Key, `export.kind.${string}.about`>, 'export.kind.'> extends infer Id
    ? Id extends `${infer Name}.about`
      ? Name
      : never
    : never
type OptionName =
  | 'template'
  | 'scripts'
  | 'synopsis'
  | 'text'
  | 'paper'
  | 'rows'
  | 'segments'
  | 'numbers'
  | 'sheet'
type ValueOf<N extends OptionName> = Ends<Key, `export.option.${N}.`>
