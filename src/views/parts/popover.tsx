import { Popover as Base } from '@base-ui/react/popover'
import type { ReactNode } from 'react'
import { classes } from './button.tsx'
import type { OpenedByTrigger } from './ondemand.tsx'
import popup from './popup.module.css'

interface PopoverProps extends OpenedByTrigger {
  readonly title: string
  /// Of the title; without it the title is spoken, not shown.
  readonly titleClass?: string | undefined
  readonly className: string | undefined
  readonly children: ReactNode
}

/// Something more beside a button.
export function Popover({ trigger, title, titleClass, className, children }: PopoverProps) {
  return (
    <Base.Root defaultOpen>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={popup.layer} align="end" sideOffset={6} collisionPadding={8}>
          <Base.Popup className={classes(popup.popup, className)}>
            <Base.Title className={titleClass ?? 'visually-hidden'}>{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
