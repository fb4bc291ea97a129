import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'

export interface TabsProps {
  readonly tabs: readonly {
    readonly id: string
    readonly name: ReactNode
    readonly body: ReactNode
  }[]
  /// The id of the tab that is shown at first; else it is the first.
  readonly first?: string
  /// Of the whole, the row of tabs, one tab and what it shows. The tab that is shown is
  /// `[aria-selected=true]`.
  readonly classNames: Readonly<Record<'whole' | 'row' | 'tab' | 'body', string | undefined>>
}

/// Several bodies in one place, one of which is shown. In the row the arrows,
/// Home and End go from tab to tab.
export function Tabs({ tabs, first, classNames }: TabsProps) {
  const id = useId()
  const [chosen, setChosen] = useState(first ?? tabs[0]?.id)
  const at = Math.max(
    0,
    tabs.findIndex((tab) => tab.id === chosen),
  )

  function press(event: KeyboardEvent<HTMLElement>) {
    const last = tabs.length - 1
    const steps = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }
    const step = steps[event.key as keyof typeof steps]
    if (step === undefined) return
    event.preventDefault()
    const next = (step + tabs.length) % tabs.length
    setChosen(tabs[next]?.id)
    const { children } = event.currentTarget
    if (children[next] instanceof HTMLElement) children[next].focus()
  }

  return (
    <div className={classNames.whole}>
      <div className={classNames.row} role="tablist" onKeyDown={press}>
        {tabs.map(({ id: tab, name }, i) => (
          <button
            key={tab}
            id={`${id}${tab}`}
            type="button"
            role="tab"
            className={classNames.tab}
            aria-selected={i === at}
            aria-controls={i === at ? `${id}body` : undefined}
            tabIndex={i === at ? 0 : -1}
            onClick={() => setChosen(tab)}
          >
            {name}
          </button>
        ))}
      </div>
      {/* A body that scrolls takes the keyboard. */}
      <div
        key={at}
        id={`${id}body`}
        role="tabpanel"
        className={classNames.body}
        aria-labelledby={`${id}${tabs[at]?.id}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
        tabIndex={0}
      >
        {tabs[at]?.body}
      </div>
    </div>
  )
}
