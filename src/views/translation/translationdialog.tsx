import { Dialog } from '../parts/dialog.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { useWords } from '../parts/words.ts'
import { GlossaryView } from './glossaryview.tsx'
import { LinesView } from './linesview.tsx'
import styles from './translationdialog.module.css'

/// The script beside its other language, and the words that are always translated alike.
export default function TranslationDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords()
  return (
    <Dialog title={words('translation.title')} className={styles.dialog} onClose={onClose}>
      <Tabs
        classNames={classNames}
        tabs={[
          { id: 'lines', name: words('translation.lines'), body: <LinesView /> },
          { id: 'glossary', name: words('translation.glossary'), body: <GlossaryView /> },
        ]}
      />
    </Dialog>
  )
}

const classNames = {
  whole: styles.whole,
  row: styles.tabs,
  tab: styles.tab,
  body: styles.body,
}
