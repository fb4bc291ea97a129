import type { Key } from '../../shared/i18n/catalogue.ts'

/// What a series can be made into, as the dialog offers it. The ids are those of formats and reports
/// on the server.
export interface Kind {
  readonly id: string
  readonly group: (typeof groups)[number]
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

export const kinds: readonly Kind[] = [
  {
    id: 'fountain',
    group: 'script',
    name: 'export.kind.fountain',
    about: 'export.kind.fountain.about',
    options: [],
  },
]
