import { TabbedDialog } from '../parts/tabbeddialog.tsx'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession } from '../series/opened.ts'
import { FileView } from './fileview.tsx'
import { GlossaryView } from './glossaryview.tsx'
import { LinesView } from './linesview.tsx'

/// The script beside its other language, and the words that are always translated alike.
export default function TranslationDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords()
  const mayEdit = useStore(useSession().mayEdit)
  return (
    <TabbedDialog
      title={words('translation.title')}
      size="large"
      tabs={[
        { id: 'lines', name: words('translation.lines'), body: <LinesView /> },
        { id: 'glossary', name: words('translation.glossary'), body: <GlossaryView /> },
        ...(mayEdit ? [{ id: 'file', name: words('translation.file'), body: <FileView /> }] : []),
      ]}
      onClose={onClose}
    />
  )
}
