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
  /// Whether who offers it hears its keys, where the focus is in it, and the page does not.
  readonly ownKeys?: true
  /// Whether the palette shows it only to those who look for it, because there are many like it.
  readonly onlyFound?: boolean
  /// Without it, only named on the list of keys: something else listens to the key.
  readonly run?: () => void
}

type Offer = readonly Command[]

const offers = createStore<readonly Offer[]>([])

/// Tells when commands come and go.
export const offered: Store<readonly Offer[]> = offers

/// Every command there is at present.
export function allCommands(): readonly Command[] {
  return offers.get().flat()
}

/// Offers commands as long as the component that asks is there. The list must be the same object until
/// it changes.
export function useCommands(offer: Offer): void {
  useEffect(() => {
    offers.set([...offers.get(), offer])
    return () => offers.set(offers.get().filter((each) => each !== offer))
  }, [offer])
}

/// Does what a command does, by its id.
export function runCommand(id: string): void {
  allCommands()
    .find((command) => command.id === id)
    ?.run?.()
}

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'getModifierState'
>

/// The key that was pressed, as commands name it.
export function keyOf(event: Pressed, mac = isMac): string {
  const { altKey, shiftKey } = event
  const isAltGr = event.getModifierState('AltGraph')
  const mod = mac ? event.metaKey : event.ctrlKey
  // With Alt a Mac writes another character; AltGr is there to write one.
  const code = altKey && !isAltGr ? /^(?:Key|Digit)(.)$/.exec(event.code)?.[1] : undefined
  const key = code ?? event.key
  const letter = key.length === 1 ? key.toLowerCase() : key
  // A sign such as "?" is what Shift has made already.
  const shift = shiftKey && (key.length > 1 || /[a-z0-9]/i.test(key))
  const held = isAltGr ? '' : `${mod ? 'Mod-' : ''}${altKey ? 'Alt-' : ''}`
  return `${held}${shift ? 'Shift-' : ''}${letter}`
}

/// Whether a key is a single letter or sign, which needs text to be out of the way.
export function isSingle(key: string): boolean {
  return key.length === 1
}

/// Whether a key writes another character where it is pressed: on a Mac, Option with a letter.
export function writesCharacter(
  event: Pick<KeyboardEvent, 'key' | 'altKey' | 'metaKey' | 'target'>,
  mac = isMac,
): boolean {
  return mac && event.altKey && !event.metaKey && event.key.length === 1 && isText(event.target)
}

/// Where a key is pressed.
export interface Where {
  readonly isTyping: boolean
  /// Whether a dialog lies over everything else: what is under it is out of reach, except by the
  /// palette, which comes over the dialog.
  readonly isUnderDialog: boolean
}

/// The command that a key pressed there does, if any.
export function commandAt(
  commands: readonly Command[],
  key: string,
  { isTyping, isUnderDialog }: Where,
): Command | undefined {
  return commands.find(
    ({ id, keys, ownKeys, inText, run }) =>
      run !== undefined &&
      !ownKeys &&
      keys?.includes(key) &&
      (!isTyping || inText) &&
      (!isUnderDialog || id === 'palette'),
  )
}

/// Listens to the whole page. Whoever is nearer to a key and takes it comes first.
export function listenToKeys(): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const key = keyOf(event)
    const isTyping = isText(event.target)
    if (isSingle(key) && (isTyping || letterKeys.get() === 'off' || isInPopup(event.target))) return
    const isUnderDialog = document.querySelector('dialog:modal') !== null
    const command = commandAt(allCommands(), key, { isTyping, isUnderDialog })
    if (!command) return
    event.preventDefault()
    command.run?.()
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
  return target instanceof Element && target.closest('dialog, [role=menu], [role=dialog]') !== null
}
