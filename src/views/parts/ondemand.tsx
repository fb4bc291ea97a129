import { type ComponentType, cloneElement, type ReactElement, useState } from 'react'
import { later } from './later.ts'
import { useOpening } from './useopening.ts'

export interface OpenedByTrigger {
  /// The button that opens it. It opens at once when it is drawn for the first time.
  readonly trigger: ReactElement<Record<string, unknown>>
}

type Load<Props> = () => Promise<{ readonly default: ComponentType<Props> }>

/// Makes of a popup one that is loaded when somebody is about to open it: what floats needs much
/// code, and most of it is never opened.
export function onDemand<Props extends OpenedByTrigger>(load: Load<Props>): ComponentType<Props> {
  later(load)
  return function OnDemand(props: Props) {
    const [Popup, setPopup] = useState<ComponentType<Props>>()
    const open = useOpening(load, (loaded) => setPopup(() => loaded.default))
    if (Popup) return <Popup {...props} />
    return cloneElement(props.trigger, {
      'aria-haspopup': true,
      'aria-expanded': false,
      onPointerEnter: () => void load().catch(ignore),
      onClick: open,
    })
  }
}

function ignore(): void {}
