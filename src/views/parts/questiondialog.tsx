import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { question } from './question.ts'
import styles from './questiondialog.module.css'
import { useStore } from './usestore.ts'

/// The question that stands before something which cannot be taken back.
export default function QuestionDialog() {
  const asked = useStore(question)
  if (!asked) return null
  return (
    <Dialog title={asked.title} onClose={() => asked.answer(false)}>
      <div className={styles.text}>{asked.text}</div>
      <div className={styles.answers}>
        <Button onClick={() => asked.answer(true)}>{asked.go}</Button>
        <Button kind="primary" autoFocus onClick={() => asked.answer(false)}>
          {asked.stay}
        </Button>
      </div>
    </Dialog>
  )
}
