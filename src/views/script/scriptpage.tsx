import { Desk } from './desk.tsx'
import styles from './script.module.css'

/// The Script: the episodes, the script on its desk, and what concerns the segment at the cursor.
export default function ScriptPage() {
  return (
    <div className={styles.script}>
      <Desk />
    </div>
  )
}
