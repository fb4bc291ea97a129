import { useEffect } from 'react'
import { createStore, type Store } from '../../session/store.ts'
import type { Key } from '../../shared/i18n/catalogue.ts'
import { letterKeys } from './settings.ts'

/// Something a person can do from the keyboard: it is in the palette and on the list of keys.
export interface Command {
  readonly id: string
  /// As it is shown, in the language of the interface.
  readonly name: string
  readonly group: Key
  /// As `Mod-Shift-z`, `/` or `j`; `Mod` is Ctrl, on a Mac Cmd. Any of them will do, the first is
  /// shown.
  readonly keys?: readonly string[]
  /// Whether its keys also work while text is being typed. Single letters never do.
  readonly inText?: boolean
  /// Without it, only named on the list of keys: something else listens to the key.
  readonly run?: () => void
}

const groups = createStore<readonly (readonly Command[])[]>([])

/// Every command there is at present.
export const commands: Store<readonly (readonly Command[])[]> = groups

/// Offers commands as long as the component that asks is there. The list must be the same object
/// until it changes.
export function useCommands(offered: readonly Command[]): void {
  useEffect(() => {
    groups.set([...groups.get(), offered])
    return () => groups.set(groups.get().filter((each) => each !== offered))
  }, [offered])
}

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

/// The key that was pressed, as commands name it.
export function keyOf(event: KeyboardEvent): string {
  const { key, altKey, shiftKey } = event
  const mod = isMac ? event.metaKey : event.ctrlKey
  const letter = key.length === 1 ? key.toLowerCase() : key
  // A sign such as "?" is what Shift has made already.
  const shift = shiftKey && (key.length > 1 || /[a-z0-9]/i.test(key))
  return `${mod ? 'Mod-' : ''}${altKey ? 'Alt-' : ''}${shift ? 'Shift-' : ''}${letter}`
}

/// Whether a key is a single letter or sign, which needs text to be out of the way.
export function isSingle(key: string): boolean {
  return key.length === 1
}

/// Listens to the whole page. Whoever is nearer to a key and takes it comes first.
export function listenToKeys(): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const key = keyOf(event)
    const typing = isText(event.target)
    if (isSingle(key) && (typing || letterKeys.get() === 'off' || isInPopup(event.target))) return
    for (const { keys, inText, run } of groups.get().flat()) {
      if (!run || !keys?.includes(key) || (typing && !inText)) continue
      event.preventDefault()
      run()
      return
    }
  }
  addEventListener('keydown', press)
  return () => removeEventListener('keydown', press)
}

function isText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.matches('textarea, select')) return true
  return target.matches('input:not([type=radio], [type=checkbox], [type=button])')
}

/// Menus take letters themselves.
function isInPopup(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=menu], [role=dialog]') !== null
}
