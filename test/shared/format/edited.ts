import * as Y from 'yjs'
import type { Screenplay } from '../../../src/shared/format/screenplay.ts'
import { Dice } from '../../fuzz/dice.ts'
import { Ledger } from '../../fuzz/ledger.ts'
import { operations } from '../../fuzz/operations.ts'
import { Writer } from '../../fuzz/writer.ts'
import { documentOf } from './portrait.ts'

/// A document that somebody has worked on in the editor and on the board: typed, cut and joined
/// lines, moved, split, merged and binned segments and episodes, undone some of it.
export function editedDocument(screenplay: Screenplay, seed: number): Y.Doc {
  const dice = new Dice(seed)
  const writer = new Writer('ada', Y.encodeStateAsUpdate(documentOf(screenplay)), dice)
  const ledger = new Ledger()
  ledger.open(writer)
  const deeds = Object.values(operations)
  for (let step = 0; step < 40; step++) {
    if (writer.composing) endComposing(writer)
    dice.pick(deeds)?.run(writer, dice, ledger)
  }
  endComposing(writer)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(writer.doc))
  writer.destroy()
  return doc
}

function endComposing(writer: Writer): void {
  writer.composing = false
  writer.binding.settle()
}
