import { useEffect, useRef } from 'react'
import type { SeriesDocument } from '../../shared/document/seriesdocument.ts'
import { useSession } from '../series/opened.ts'
import styles from './script.module.css'

const editors = import.meta.glob<{ createScriptView: (options: unknown) => { destroy(): void } }>(
  '../../editor/scriptview.ts',
)

/// Where the script lies.
export function Desk() {
  const session = useSession()
  const mount = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const document: SeriesDocument = session.document
    void document
    void editors
  }, [session])
  return <main ref={mount} className={styles.desk} />
}
