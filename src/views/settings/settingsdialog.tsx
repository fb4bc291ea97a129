import { Dialog } from '../parts/dialog.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { OpenedProvider } from '../series/opened.ts'
import { openedHere } from '../series/openedhere.ts'
import styles from './settings.module.css'
import { ThisSeries } from './thisseries.tsx'
import { You } from './you.tsx'

export type SettingsPart = 'you' | 'series'

export interface SettingsDialogProps {
  /// What is shown first.
  readonly part: SettingsPart
  readonly onClose: () => void
}

/// All settings: what a person has chosen for this browser and, where a series is open, what its
/// room has agreed on. There is nothing to confirm: a change shows at once.
export default function SettingsDialog({ part, onClose }: SettingsDialogProps) {
  const words = useWords()
  const opened = useStore(openedHere)
  const you = { id: 'you', name: words('settings.you'), body: <You /> }
  const series = opened && {
    id: 'series',
    name: words('settings.series'),
    body: (
      <OpenedProvider value={opened}>
        <ThisSeries />
      </OpenedProvider>
    ),
  }
  return (
    <Dialog onClose={onClose} title={words('settings')} className={styles.dialog}>
      {series ? <Tabs first={part} classNames={classNames} tabs={[you, series]} /> : <You />}
    </Dialog>
  )
}

const classNames = {
  whole: styles.parts,
  row: styles.tabs,
  tab: styles.tab,
  body: styles.part,
}
