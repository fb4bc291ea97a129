import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/// The database of one copy: of one series, for one account. docs/DECISIONS.md, "The copy in the
/// browser", says why it is as it is.

interface CopySchema extends DBSchema {
  /// Updates, in no order: every window of the browser adds rows under keys of its own.
  rows: { key: string; value: Row }
  /// By the key of its row: edits in it that the server is not known to have.
  unsent: { key: string; value: Mark }
  facts: { key: 'facts'; value: Facts }
  /// Text that can never be put together with what the server has.
  aside: { key: number; value: Aside }
}

export interface Row {
  readonly updates: readonly Uint8Array[]
}

export interface Mark {
  readonly edits: number
  /// The client ids that they may be written under.
  readonly clients: readonly number[]
}

/// What a page must know to open the series without a server.
export interface Facts {
  /// Of the document that the rows belong to.
  readonly lineage?: string | undefined
  /// As the server said it last: the body of message 92.
  readonly standing?: string | undefined
}

export interface Aside {
  /// Milliseconds since 1970.
  readonly at: number
  /// Why, as a `Refusal`.
  readonly why: string
  /// Edits in it that the server is not known to have.
  readonly edits: number
  /// Together the whole document.
  readonly updates: readonly Uint8Array[]
}

export type CopyBase = IDBPDatabase<CopySchema>

const prefix = 'ninety:'

export function baseName(account: string, series: string): string {
  return `${prefix}${account}:${series}`
}

/// What a database is the copy of, by its name; undefined where it is none.
export function copyOf(
  name: string,
): { readonly account: string; readonly series: string } | undefined {
  const [account, series, ...more] = name.startsWith(prefix)
    ? name.slice(prefix.length).split(':')
    : []
  return account && series && more.length === 0 ? { account, series } : undefined
}

/// Opens a copy's database, and makes it if it is not there. `onLost` is called when it can be used
/// no more: another window is deleting it, or the browser has closed it.
export async function openBase(name: string, onLost = () => {}): Promise<CopyBase> {
  const base = await openDB<CopySchema>(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('rows')
      fresh.createObjectStore('unsent')
      fresh.createObjectStore('facts')
      fresh.createObjectStore('aside', { autoIncrement: true })
    },
    blocking() {
      base.close()
      onLost()
    },
    terminated: onLost,
  })
  return base
}
