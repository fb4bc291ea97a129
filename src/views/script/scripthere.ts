import type { ScriptView } from '../../editor/scriptview.ts'
import { createStore } from '../../session/store.ts'

/// The script that is shown, for whatever stands around it.
export const scriptHere = createStore<ScriptView | undefined>(undefined)
