import { classes } from './button.tsx'
import { Dialog } from './dialog.tsx'
import styles from './tabbeddialog.module.css'
import { Tabs, type TabsProps } from './tabs.tsx'

interface TabbedDialogProps {
  readonly title: string
  readonly size?: 'plain' | 'large'
  readonly tabs: TabsProps['tabs']
  readonly onClose: () => void
}

/// A dialog with several bodies, which is as high as it can be whichever of them is shown: each
/// body scrolls by itself.
export function TabbedDialog({ title, size = 'plain', tabs, onClose }: TabbedDialogProps) {
  return (
    <Dialog title={title} className={classes(styles.dialog, styles[size])} onClose={onClose}>
      <Tabs classNames={classNames} tabs={tabs} />
    </Dialog>
  )
}

const classNames = {
  whole: styles.whole,
  row: styles.tabs,
  tab: styles.tab,
  body: styles.body,
}
