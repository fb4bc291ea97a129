import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb'
import { baseName, copyOf, openBase } from './copybase.ts'

/// Which copies there are in this browser, and whose.

/// A copy, as a page shows it that has no server to ask.
export interface CopyEntry {
  readonly account: string
  readonly series: string
  readonly title: string
  readonly language: string
  /// When it was open last: milliseconds since 1970.
  readonly at: number
}

interface CopiesSchema extends DBSchema {
  copies: { key: string; value: CopyEntry }
}

const name = 'ninety:copies'

/// Days without use after which a copy goes in which nothing is unsent.
const days = 90

async function withCopies<T>(use: (copies: IDBPDatabase<CopiesSchema>) => Promise<T>): Promise<T> {
  const copies = await openDB<CopiesSchema>(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('copies')
    },
  })
  try {
    return await use(copies)
  } finally {
    copies.close()
  }
}

/// Says that there is a copy, and that it is in use.
export async function noteCopy(entry: CopyEntry): Promise<void> {
  await withCopies((copies) =>
    copies.put('copies', entry, baseName(entry.account, entry.series)),
  ).catch(() => {})
}

/// The copies of an account, the last used first. None where this browser keeps none.
export async function copiesOf(account: string): Promise<readonly CopyEntry[]> {
  const all = await allCopies()
  return all.filter((copy) => copy.account === account)
}

async function allCopies(): Promise<readonly CopyEntry[]> {
  try {
    const listed = await withCopies((copies) => copies.getAll('copies'))
    const all = [...listed, ...(await unlisted(listed))]
    return all.sort((a, b) => b.at - a.at)
  } catch {
    return []
  }
}

/// Copies whose page was closed before they were entered: without a title, and as if in use now.
async function unlisted(listed: readonly CopyEntry[]): Promise<readonly CopyEntry[]> {
  // Not every browser tells which databases there are.
  const bases = (await indexedDB.databases?.()) ?? []
  const known = new Set(listed.map(({ account, series }) => baseName(account, series)))
  return bases.flatMap(({ name = '' }) => {
    const copy = known.has(name) ? undefined : copyOf(name)
    return copy ? [{ ...copy, title: '', language: '', at: Date.now() }] : []
  })
}

/// How many edits in a copy the server is not known to have, and whether something was set aside.
export async function unsentIn({
  account,
  series,
}: Pick<CopyEntry, 'account' | 'series'>): Promise<{
  readonly edits: number
  readonly asides: number
}> {
  const base = await openBase(baseName(account, series))
  try {
    const marks = await base.getAll('unsent')
    const asides = await base.count('aside')
    return { edits: marks.reduce((sum, mark) => sum + mark.edits, 0), asides }
  } finally {
    base.close()
  }
}

/// Removes a copy with everything in it.
export async function removeCopy({
  account,
  series,
}: Pick<CopyEntry, 'account' | 'series'>): Promise<void> {
  const base = baseName(account, series)
  // A window that has it open lets go of it.
  await deleteDB(base)
  await withCopies((copies) => copies.delete('copies', base))
}

/// Removes the copies that nobody has opened for 90 days and in which nothing is unsent, of all
/// accounts.
export async function expireCopies(now: number): Promise<void> {
  const all = await allCopies()
  // Nobody knows when they were opened: their days are counted from now on.
  for (const copy of all) if (copy.title === '') await noteCopy(copy)
  await removeSafe(all.filter(({ at }) => now - at >= days * 24 * 60 * 60 * 1000))
}

/// Removes the copies of an account in which nothing is unsent: it is no longer signed in.
export async function removeSafeCopiesOf(account: string): Promise<void> {
  await removeSafe(await copiesOf(account))
}

/// Removes the copies of an account in which nothing is unsent and whose series are none of these:
/// whoever is taken out of a series keeps nothing of it. What a window shows is left to that window.
export async function removeSafeCopiesBut(
  account: string,
  series: readonly string[],
): Promise<void> {
  const gone = (await copiesOf(account)).filter((copy) => !series.includes(copy.series))
  if (gone.length === 0) return
  const held = (await navigator.locks?.query())?.held ?? []
  const open = new Set(held.map(({ name }) => name))
  await removeSafe(gone.filter((copy) => !open.has(baseName(copy.account, copy.series))))
}

async function removeSafe(copies: readonly CopyEntry[]): Promise<void> {
  for (const copy of copies) {
    try {
      const { edits, asides } = await unsentIn(copy)
      if (edits + asides === 0) await removeCopy(copy)
    } catch {
      // It is tried again with the next page.
    }
  }
}
