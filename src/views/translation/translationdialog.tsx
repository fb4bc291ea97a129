import { Dialog } from '../parts/dialog.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession } from '../series/opened.ts'
import { FileView } from './fileview.tsx'
import { GlossaryView } from './glossaryview.tsx'
import { LinesView } from './linesview.tsx'
import styles from './translationdialog.module.css'

/// The script beside its other language, and the words that are always translated alike.
export default function TranslationDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords()
  const mayEdit = useStore(useSession().mayEdit)
  return (
    <Dialog title={words('translation.title')} className={styles.dialog} onClose={onClose}>
      <Tabs
        classNames={classNames}
        tabs={[
          { id: 'lines', name: words('translation.lines'), body: <LinesView /> },
          { id: 'glossary', name: words('translation.glossary'), body: <GlossaryView /> },
          ...(mayEdit ? [{ id: 'file', name: words('translation.file'), body: <FileView /> }] : []),
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
