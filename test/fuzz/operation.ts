import type { Dice } from './dice.ts'
import type { Ledger } from './ledger.ts'
import type { Writer } from './writer.ts'

/// What a person may do, as it comes from the editor or the board.
export interface Operation {
  readonly weight: number
  /// Throws where the operation did not do what it promises on its author's own replica.
  readonly run: (writer: Writer, dice: Dice, ledger: Ledger) => Outcome
  /// What it may write, by the names of writes.ts: the table of docs/DOCUMENT.md.
  readonly writes: readonly string[]
  /// It never changes which text the season shows, nor its order.
  readonly keepsText?: true
  /// A line whose text it leaves alone keeps its element.
  readonly keepsElements?: true
}

/// The characters an operation means to delete, `'own'` where it may take back only what its author
/// did (undo, redo), or false where there was nothing to do it to.
export type Outcome = string | 'own' | false

export function expectThat(holds: boolean, promise: string): void {
  if (!holds) throw new Unkept(promise)
}

/// A promise of an operation that was not kept. (What a stranger has written may leave no way to.)
export class Unkept extends Error {}
