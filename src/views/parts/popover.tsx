import { Popover as Base } from '@base-ui/react/popover'
import type { ReactNode } from 'react'
import { classes } from './button.tsx'
import type { OpenedByTrigger } from './ondemand.tsx'
import popup from './popup.module.css'

interface PopoverProps extends OpenedByTrigger {
  readonly className: string | undefined
  readonly children: ReactNode
}

/// Something more beside a button.
export function Popover({ trigger, className, children }: PopoverProps) {
  return (
    <Base.Root defaultOpen>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={popup.layer} align="end" sideOffset={6} collisionPadding={8}>
          <Base.Popup className={classes(popup.popup, className)}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
