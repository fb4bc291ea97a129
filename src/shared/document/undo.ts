import * as Y from 'yjs'
import { asLineEnd, type LineEnd } from './roots.ts'
import type { SeriesDocument } from './seriesdocument.ts'
import { Twins } from './twins.ts'

/// One person's undo and redo over everything that `document.edit` does, in whatever view.

export interface History {
  /// Undoes the last step; gives back what was remembered when it was made, or undefined where
  /// there is nothing to undo.
  undo(): Step | undefined
  redo(): Step | undefined
  canUndo(): boolean
  canRedo(): boolean
  /// The next change starts a step of its own.
  pause(): void
  /// Everything until `end` is one step of its own, but for what is done while it stands aside: work
  /// in slices takes its time. It is undone and done again in as many slices.
  begin(): OneStep
  /// Lets time pass between the slices of a step that is undone or done again; without it they come
  /// one right after the other. Whatever else is asked of the history comes behind the last one.
  wait: ((next: () => void) => void) | undefined
  /// Whether this person may still change the series. Once they may not, no step that goes on is
  /// whole, and the slices of one being undone that are still to come stay to be undone.
  mayGoOn: (() => boolean) | undefined
  /// Does at once what is still to come of a step that is undone or done again.
  finish(): void
  /// Called once for each new step; what it gives back is remembered with the step.
  remember: (() => unknown) | undefined
  onChange(listener: () => void): () => void
  /// Whether a step is still going on.
  isBusy(): boolean
  /// Called whenever the last step that went on has ended.
  onIdle(listener: () => void): () => void
  /// What is half undone is undone first; no step that still goes on is whole from now on.
  destroy(): void
}

export interface Step {
  readonly remembered: unknown
}

/// A step of the history that is still going on.
export interface OneStep {
  /// Whether nobody has undone any of it since it began, and the series is still open and to be
  /// changed.
  isWhole(): boolean
  /// What the same person does until this resolves is no part of it.
  aside(wait: () => Promise<void>): Promise<void>
  end(): void
}

/// Typing within half a second of the last change is one step.
const captureTimeout = 500

export function createHistory(document: SeriesDocument, timeout = captureTimeout): History {
  const { doc, roots } = document
  const manager = new Y.UndoManager(Object.values(roots) as Y.Map<unknown>[], {
    captureTimeout: timeout,
    trackedOrigins: new Set([document]),
    deleteFilter: (item) => !document.isKept(item) && !endsLineOfOthers(item, document),
  })
  const twins = new Twins(doc)
  const memory = Symbol('remembered')
  let begun = 0
  /// What ends the wholeness of each step that goes on.
  const tears = new Set<() => void>()
  const idle = new Set<() => void>()
  /// The slices of one step carry the same mark: of the step being made, or of the one being undone.
  const member = Symbol('step')
  let mark: symbol | undefined
  /// What is left of a step that is being undone or done again.
  let rest: Rest | undefined
  const history: History = {
    undo: () => travel('undo'),
    redo: () => travel('redo'),
    canUndo: () => manager.canUndo(),
    canRedo: () => manager.canRedo(),
    pause() {
      if (mark === undefined) manager.stopCapturing()
    },
    begin() {
      finish()
      begun++
      const outer = mark
      const own = outer ?? Symbol('step')
      turnTo(own)
      let whole = true
      const tear = () => {
        whole = false
      }
      const hear = ({ stackItem }: { stackItem: { meta: Map<unknown, unknown> } }) => {
        if (stackItem.meta.get(member) === own) tear()
      }
      manager.on('stack-item-popped', hear)
      tears.add(tear)
      return {
        isWhole: () => whole && mayGoOn(),
        async aside(wait) {
          turnTo(undefined)
          try {
            await wait()
          } finally {
            turnTo(own)
          }
        },
        end() {
          manager.off('stack-item-popped', hear)
          tears.delete(tear)
          turnTo(outer)
          if (--begun > 0) return
          for (const listener of [...idle]) listener()
        },
      }
    },
    wait: undefined,
    mayGoOn: undefined,
    finish,
    remember: undefined,
    onChange(listener) {
      manager.on('stack-item-added', listener)
      manager.on('stack-item-popped', listener)
      return () => {
        manager.off('stack-item-added', listener)
        manager.off('stack-item-popped', listener)
      }
    },
    isBusy: () => begun > 0,
    onIdle(listener) {
      idle.add(listener)
      return () => idle.delete(listener)
    },
    destroy() {
      finish()
      for (const tear of tears) tear()
      manager.destroy()
      twins.destroy()
    },
  }
  manager.on('stack-item-added', ({ stackItem }) => {
    stackItem.meta.set(memory, history.remember?.())
    if (mark) stackItem.meta.set(member, mark)
  })

  /// What is done from now on is part of a step that goes on, or of none.
  function turnTo(step: symbol | undefined): void {
    if (step === mark) return
    mark = step
    manager.captureTimeout = step ? 0 : timeout
    manager.stopCapturing()
  }

  function travel(move: 'undo' | 'redo'): Step | undefined {
    finish()
    const name = move === 'undo' ? 'undoStack' : 'redoStack'
    const whole: symbol | undefined = manager[name].at(-1)?.meta.get(member)
    if (whole === undefined) return step(move)
    // Taken off the stack, so that what is edited in between cannot take any of them away.
    const slices = manager[name].filter(({ meta }) => meta.get(member) === whole)
    manager[name] = manager[name].filter((item) => !slices.includes(item))
    let cleared = false
    const hear = () => {
      cleared = true
    }
    manager.on('stack-cleared', hear)
    const next = () => {
      const slice = slices.pop()
      if (!slice) return undefined
      // By itself: where nothing is left of it, the step in front of it must not be undone instead.
      const others = manager[name]
      const before = mark
      manager[name] = [slice]
      mark = whole
      try {
        return step(move)
      } finally {
        mark = before
        manager[name] = [...others, ...manager[name]]
        // What is typed next is no part of the slice, however soon it comes.
        manager.stopCapturing()
        if (slices.length === 0) done()
      }
    }
    const done = () => {
      manager.off('stack-cleared', hear)
      // What was edited in between cannot be followed by a part of a step.
      if (cleared && move === 'undo') manager.clear(false, true)
    }
    const first = next()
    if (slices.length === 0) return first
    rest = {
      next() {
        next()
        return slices.length > 0
      },
      drop() {
        manager[name] = [...manager[name], ...slices.splice(0)]
        done()
      },
    }
    goOn()
    return first
  }

  /// Does what is left of a step, with time in between.
  function goOn(): void {
    const mine = rest
    if (!history.wait) finish()
    else {
      history.wait(() => {
        if (rest !== mine) return
        if (mayGoOn() && mine?.next()) goOn()
        else finish()
      })
    }
  }

  function finish(): void {
    while (mayGoOn() && rest?.next()) {
      // The next slice.
    }
    if (!mayGoOn()) rest?.drop()
    rest = undefined
  }

  function mayGoOn(): boolean {
    return history.mayGoOn?.() ?? true
  }

  function step(move: 'undo' | 'redo'): Step | undefined {
    const moving = move === 'undo' ? 'undoing' : 'redoing'
    try {
      // One transaction with what tidies up behind it, so that nobody sees the state between.
      const item = doc.transact((transaction) => {
        const popped = document.restore(() => manager[move]())
        twins.withdraw(transaction)
        settleEnds(document, transaction)
        twins.watch(transaction, mark)
        // The manager reads this when the transaction ends: an undo it did not know for one would
        // be a new step, and take away what can be redone.
        manager[moving] = true
        return popped
      }, manager)
      return item ? { remembered: item.meta.get(memory) } : undefined
    } finally {
      manager[moving] = false
    }
  }
  return history
}

/// The slices of a step that are still to be undone or done again.
interface Rest {
  /// Does the next of them; gives back whether there are more.
  next(): boolean
  /// Leaves all of them to be undone later.
  drop(): void
}

/// Undoing a line break leaves the line where somebody else has typed in it: without its end their
/// words would run on into the next line.
function endsLineOfOthers(item: Y.Item, document: SeriesDocument): boolean {
  if (!(item.content instanceof Y.ContentEmbed) || !asLineEnd(item.content.embed)) return false
  if (breaksText(item, document.doc)) return false
  for (let left = item.left; left !== null; left = left.left) {
    if (left.deleted) continue
    if (left.content instanceof Y.ContentEmbed) return false
    if (left.content instanceof Y.ContentString && !document.owns(left.id.client)) return true
  }
  return false
}

/// Whether a line end was put into a line, behind text that is still there: the words in front of it
/// were in that line before, and without it they are again.
function breaksText({ origin }: Y.Item, { store }: Y.Doc): boolean {
  let behind = origin && Y.getItem(store, origin)
  while (behind instanceof Y.Item && behind.deleted) {
    behind = behind.origin && Y.getItem(store, behind.origin)
  }
  return behind instanceof Y.Item && behind.content instanceof Y.ContentString
}

/// Undo puts a line end it brings back in front of where the deleted one was, and under the number
/// of text, so that what somebody else types at the end of the line may come behind it. It belongs
/// behind: whatever was typed in front of the old one is in front of it then, and what was typed
/// behind it, at the start of the next line, is behind it.
function settleEnds(document: SeriesDocument, transaction: Y.Transaction): void {
  const { doc } = document
  const restored: Y.Item[] = []
  for (const [client, structs] of doc.store.clients) {
    const from = transaction.beforeState.get(client) ?? 0
    if (Y.getState(doc.store, client) === from) continue
    for (const struct of structs) {
      if (struct.id.clock < from || struct.deleted || !(struct instanceof Y.Item)) continue
      const { content } = struct
      if (content instanceof Y.ContentEmbed && asLineEnd(content.embed)) restored.push(struct)
    }
  }
  for (const item of restored) {
    const { embed } = item.content as Y.ContentEmbed
    const old = item.rightOrigin && Y.getItem(doc.store, item.rightOrigin)
    if (!(old instanceof Y.Item)) continue
    item.delete(transaction)
    // Other steps of the history know the deleted one: they find the new one by it.
    item.redone = document.embedBehind(old, embed as LineEnd)
  }
}
