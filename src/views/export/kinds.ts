import type { Language } from '../../shared/domain/language.ts'
import type { Key } from '../../shared/i18n/catalogue.ts'

/// What a series can be made into, as the dialog offers it. The ids are those of formats and reports
/// on the server.
export interface Kind {
  readonly id: string
  readonly group: Group
  readonly name: Key
  readonly about: Key
  readonly options: readonly Choice[]
  readonly instead?: Instead
}

/// Something that can be chosen with it. The first value is the usual one.
export interface Choice {
  /// As the server is asked: `paper`.
  readonly name: string
  readonly label: Key
  readonly values: readonly { readonly value: string; readonly label: Key }[]
  /// Of series in this language only.
  readonly language?: Language
}

/// What is asked for instead where one of these is chosen: an episode of all, a dialect in place of
/// our own dress.
export interface Instead {
  readonly name: 'episode' | 'dialect'
  /// The id on the server.
  readonly as: string
}

export const groups = ['script', 'outline', 'production', 'whole'] as const
type Group = (typeof groups)[number]

/// The options by their names, with their values.
const paper = choice('paper', ['usual', 'letter', 'a4'])
const rows = choice('rows', ['episodes', 'segments'])
const text = choice('text', ['original', 'translation', 'both'])
/// As the Chinese text has them.
const dialects = ['standard', 'place-first', 'labelled', 'bracketed'] as const
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
  {
    ...kind('script', 'word-script', [
      paper,
      yes('outline', ['yes', 'no']),
      { ...choice('dialect', ['ours', ...dialects]), language: 'zh-Hans' },
    ]),
    // As a production has it, a script is not brought back: it is the format, not the report.
    instead: { name: 'dialect', as: 'docx' },
  },
  kind('script', 'fdx', [yes('comments', ['yes', 'no'])]),
  kind('script', 'fountain'),
  kind('script', 'zh', [
    choice('dialect', dialects),
    choice('segments', ['plain', 'marked']),
    choice('numbers', ['kept', 'fresh']),
    onOff('translations'),
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
  {
    ...kind('production', 'subtitles-srt', [text, onOff('names'), onOff('captions')]),
    instead: { name: 'episode', as: 'srt' },
  },
  {
    ...kind('production', 'subtitles-vtt', [text, onOff('names'), onOff('captions')]),
    instead: { name: 'episode', as: 'vtt' },
  },
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

function onOff(name: 'names' | 'captions' | 'translations'): Choice {
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

type Answered = 'comments' | 'episodes' | 'titlePage' | 'sceneNumbers' | 'bar' | 'outline' | 'pages'
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
  | 'dialect'
  | 'sheet'
type ValueOf<N extends OptionName> = Ends<Key, `export.option.${N}.`>

/// What was chosen of another kind, as far as it holds for this one: whether a file can be brought back
/// is decided for itself.
export function chosenFor(
  { instead }: Kind,
  chosen: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (instead?.name !== 'dialect') return chosen
  const { dialect: _, ...rest } = chosen
  return rest
}

/// What the server is asked for: of what was chosen, what this kind asks for. `episode` is the
/// number of one, where files of one can be had.
export function wantedOf(
  { id, options, instead }: Kind,
  chosen: Readonly<Record<string, string>>,
  language: Language,
): { readonly as: string; readonly chosen: Readonly<Record<string, string>> } {
  const used = options
    .filter((option) => option.language === undefined || option.language === language)
    .map(({ name, values }): [string, string] => {
      const value = values.find((each) => each.value === chosen[name]) ?? values[0]
      return [name, value?.value ?? '']
    })
  const all = Object.fromEntries(used)
  const { episode } = chosen
  if (instead?.name === 'episode' && episode) {
    return { as: instead.as, chosen: { ...all, episode } }
  }
  if (instead?.name !== 'dialect') return { as: id, chosen: all }
  const { dialect, ...rest } = all
  const isOther = dialect !== undefined && dialect !== 'ours'
  return isOther ? { as: instead.as, chosen: all } : { as: id, chosen: rest }
}
