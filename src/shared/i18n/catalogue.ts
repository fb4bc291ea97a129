import type { files } from './en/files.ts'
import type { en } from './en/index.ts'
import type { places } from './en/places.ts'
import type { tools } from './en/tools.ts'

/// Every word the product says, by key: one catalogue for browser, server and documents, in four
/// parts: what the first page of a script says, what the other pages say, what the tools of the
/// script say, which are loaded when it stands, and what is said of files that come and go. English is the one the others are typed by. `key_one` and `key_other` are the forms of `key` for a count;
/// `{{name}}` stands for a value.
export type English = typeof en & typeof places & typeof tools & typeof files

/// A key as it is asked for, without the form.
export type Key = WithoutForm<keyof English>

type WithoutForm<K> = K extends `${infer Name}_one` | `${infer Name}_other` ? Name : K

/// A part of the catalogue in a language that has one form for every count.
export type Translation<Part> = {
  readonly [K in keyof Part as K extends `${string}_one` ? never : K]: string
}

export type Catalogue = Translation<typeof en>

export type Values = Readonly<Record<string, string | number>>

/// Says something in the language at hand.
export type Words = (key: Key, values?: Values) => string
