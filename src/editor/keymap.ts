import { chainCommands, toggleMark } from 'prosemirror-commands'
import { keydownHandler } from 'prosemirror-keymap'
import { type Command, Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { toggleDual } from './commands/dual.ts'
import {
  binThisEpisode,
  endHere,
  joinWithPrevious,
  moveThisEpisode,
  newEpisode,
} from './commands/episodes.ts'
import {
  breakLine,
  deleteSelected,
  joinBackward,
  joinForward,
  leaveField,
  leaveFieldBackward,
  nextElement,
  previousElement,
  selectMore,
  setElement,
  softBreak,
  stepOver,
} from './commands/lines.ts'
import {
  binSegment,
  goToSegment,
  makeItTheCliffhanger,
  mergeWithPrevious,
  moveSegment,
  newBeat,
  splitAtCursor,
} from './commands/segments.ts'
import { digits } from './elementkeys.ts'
import { chooseElement, openElementMenu } from './elementmenu.ts'
import { toggleOutlines } from './outlines.ts'
import { schema } from './schema.ts'
import { bindingOf } from './season.ts'
import { selectionSeen } from './selectionseen.ts'

/// Which key does what in the script. docs/KEYS.md and the list on `?` tell people the same.

const backspace = chainCommands(deleteSelected, joinBackward, stepOver(-1))
const forwardDelete = chainCommands(deleteSelected, joinForward, stepOver(1))

const undo: Command = (state, dispatch) =>
  dispatch ? (bindingOf(state)?.undo() ?? false) || true : true
const redo: Command = (state, dispatch) =>
  dispatch ? (bindingOf(state)?.redo() ?? false) || true : true

/// The keys of the script by name, as `Mod-Enter`; `Mod` is Ctrl, on a Mac Cmd.
export const scriptKeys: Readonly<Record<string, Command>> = {
  Enter: chainCommands(leaveField, openElementMenu, breakLine, deleteSelected),
  'Alt-Enter': chooseElement,
  'Shift-Enter': chainCommands(softBreak, leaveField, deleteSelected),
  Tab: chainCommands(leaveField, nextElement),
  'Shift-Tab': chainCommands(leaveFieldBackward, previousElement),
  Backspace: backspace,
  'Mod-Backspace': backspace,
  'Shift-Backspace': backspace,
  Delete: forwardDelete,
  'Mod-Delete': forwardDelete,
  'Mod-a': selectMore,

  'Mod-b': toggleMark(schema.marks.bold),
  'Mod-i': toggleMark(schema.marks.italic),
  'Mod-u': toggleMark(schema.marks.underline),
  'Mod-Shift-x': toggleMark(schema.marks.strike),

  'Mod-d': toggleDual,
  'Alt-Shift-d': toggleDual,

  'Mod-z': undo,
  'Mod-y': redo,
  'Mod-Shift-z': redo,

  'Mod-Enter': splitAtCursor,
  'Mod-Shift-Enter': newBeat,
  'Mod-Shift-m': mergeWithPrevious,
  'Mod-Shift-l': makeItTheCliffhanger,
  'Alt-Shift-Backspace': binSegment,
  'Alt-ArrowDown': goToSegment(1),
  'Alt-ArrowUp': goToSegment(-1),
  'Alt-Shift-ArrowDown': moveSegment(1),
  'Alt-Shift-ArrowUp': moveSegment(-1),

  'Mod-Shift-o': toggleOutlines,

  'Mod-Alt-Enter': endHere,
  'Mod-Alt-Backspace': joinWithPrevious,
  'Mod-Alt-n': newEpisode,
  'Alt-Shift-PageDown': moveThisEpisode(1),
  'Alt-Shift-PageUp': moveThisEpisode(-1),
  'Mod-Alt-ArrowDown': moveThisEpisode(1),
  'Mod-Alt-ArrowUp': moveThisEpisode(-1),
  'Mod-Alt-Shift-Backspace': binThisEpisode,

  ...Object.fromEntries(
    Object.entries(digits).flatMap(([digit, element]) => [
      [`Mod-${digit}`, setElement(element)],
      [`Mod-Alt-${digit}`, setElement(element)],
    ]),
  ),
}

/// Milliseconds within which Tab behind Escape leaves the script: in it, Tab is a key of writing.
const leaving = 2000

/// Listens to the keys; while an input method composes, they are its own.
export function scriptKeymap(): Plugin {
  const handle = keydownHandler({ ...scriptKeys })
  /// When Escape was pressed last and nothing else, by the clock of events.
  let escapedAt = Number.NEGATIVE_INFINITY
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (_, event) => {
          const leaves = event.key === 'Tab' && event.timeStamp - escapedAt < leaving
          if (event.key !== 'Shift') escapedAt = Number.NEGATIVE_INFINITY
          // Not for anybody here, so that the browser moves the focus.
          return leaves
        },
      },
      handleKeyDown: (view, event) => {
        if (event.isComposing || event.keyCode === 229) return false
        // Nobody else had a use for it.
        if (event.key === 'Escape') escapedAt = event.timeStamp
        readSelection(view)
        return handle(view, event)
      },
    },
  })
}

/// Takes over where the browser has the cursor, before something is done there.
export function readSelection(view: EditorView): void {
  const seen = selectionSeen(view)
  if (seen) view.dispatch(view.state.tr.setSelection(seen))
}
