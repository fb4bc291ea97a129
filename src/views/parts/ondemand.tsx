import { type ComponentType, cloneElement, type ReactElement, useState } from 'react'
import { later } from './later.ts'
import { useOpening } from './useopening.ts'

export interface OpenedByTrigger {
  /// The button that opens it. It opens at once when it is drawn for the first time.
  readonly trigger: ReactElement<Record<string, unknown>>
}

type Load = () => Promise<{ readonly default: ComponentType<OpenedByTrigger> }>

/// Makes of a popup one that is loaded when somebody is about to open it: what floats needs much
/// code, and most of it is never opened.
export function onDemand(load: Load): ComponentType<OpenedByTrigger> {
  later(load)
  return function OnDemand({ trigger }) {
    const [Popup, setPopup] = useState<ComponentType<OpenedByTrigger>>()
    const open = useOpening(load, (loaded) => setPopup(() => loaded.default))
    if (Popup) return <Popup trigger={trigger} />
    return cloneElement(trigger, {
      'aria-haspopup': true,
      'aria-expanded': false,
      onPointerEnter: () => void load().catch(ignore),
      onClick: open,
    })
  }
}

function ignore(): void {}
