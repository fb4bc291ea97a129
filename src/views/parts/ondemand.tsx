import {
  type ComponentType,
  cloneElement,
  lazy,
  type ReactElement,
  Suspense,
  useState,
} from 'react'

export interface OpenedByTrigger {
  /// The button that opens it. It opens at once when it is drawn for the first time.
  readonly trigger: ReactElement<Record<string, unknown>>
}

type Load = () => Promise<{ readonly default: ComponentType<OpenedByTrigger> }>

/// Makes of a popup one that is loaded when somebody is about to open it: what floats needs much
/// code, and most of it is never opened.
export function onDemand(load: Load): ComponentType<OpenedByTrigger> {
  const Popup = lazy(load)
  return function OnDemand({ trigger }) {
    const [isAsked, setAsked] = useState(false)
    const waiting = cloneElement(trigger, {
      'aria-haspopup': true,
      'aria-expanded': false,
      onPointerEnter: () => void load(),
      onFocus: () => void load(),
      onClick: () => setAsked(true),
    })
    if (!isAsked) return waiting
    return (
      <Suspense fallback={waiting}>
        <Popup trigger={trigger} />
      </Suspense>
    )
  }
}
