import { type EditorState, Selection, type Transaction } from 'prosemirror-state'
import { Mapping, ReplaceStep, type Step } from 'prosemirror-transform'

/// A transaction that was made for a state before `state`: its steps are mapped over what came
/// between. What is put in where others have deleted everything around is put in all the same.
export function replay(state: EditorState, tr: Transaction, over: Mapping): Transaction {
  const rebased = state.tr
  const mapping = new Mapping()
  for (const step of [...tr.steps].reverse()) mapping.appendMap(step.getMap().invert())
  mapping.appendMapping(over)
  for (const [i, step] of tr.steps.entries()) {
    const done = rebased.steps.length
    const before = mapping.slice(tr.steps.length - i)
    const mapped = step.map(before)
    if (!mapped || rebased.maybeStep(mapped).failed) putInNear(rebased, step, before)
    for (const [k, map] of rebased.mapping.maps.slice(done).entries()) {
      mapping.appendMap(map, k === 0 ? tr.steps.length - 1 - i : undefined)
    }
  }
  return rebased
}

/// Puts in what a step puts in, although what was around it is gone.
function putInNear(tr: Transaction, step: Step, mapping: Mapping): void {
  if (!(step instanceof ReplaceStep) || step.slice.size === 0) return
  const at = Selection.near(tr.doc.resolve(mapping.map(step.from))).from
  tr.replace(at, at, step.slice)
}
