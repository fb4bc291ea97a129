import { useEffect, useRef } from 'react'
import type { Session } from '../../session/session.ts'
import type { SeriesDocument } from '../../shared/document/seriesdocument.ts'
import type { History } from '../../shared/document/undo.ts'
import type { Key, Values } from '../../shared/i18n/catalogue.ts'
import { useWords } from '../parts/words.ts'
import { useSession } from '../series/opened.ts'
import styles from './script.module.css'

interface ScriptView {
  focus(): void
  goTo(target: { readonly episode?: string; readonly segment?: string }): void
  destroy(): void
}

interface Editor {
  createScriptView(options: {
    readonly mount: HTMLElement
    readonly document: SeriesDocument
    readonly history: History
    readonly awareness: Session['awareness']
    readonly words: (key: Key, values?: Values) => string
    readonly onPlace: (place: { readonly episode: string; readonly segment: string }) => void
  }): ScriptView
}

const editors = import.meta.glob<Editor>('../../editor/scriptview.ts')

/// Where the script lies. It opens at the place that was last shown.
export function Desk() {
  const session = useSession()
  const words = useWords()
  const mount = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let view: ScriptView | undefined
    let stop = () => {}
    let isGone = false
    const open = async () => {
      const editor = await editors['../../editor/scriptview.ts']?.()
      if (!editor || isGone || !mount.current) return
      const { document, history, awareness } = session
      view = editor.createScriptView({
        mount: mount.current,
        document,
        history,
        awareness,
        words,
        onPlace: ({ episode, segment }) => session.show({ episode, segment }),
      })
      stop = session.onGo((place) => {
        view?.goTo(place)
        view?.focus()
      })
      if (session.place.get().episode) view.goTo(session.place.get())
    }
    void open()
    return () => {
      isGone = true
      stop()
      view?.destroy()
    }
  }, [session, words])
  return <div ref={mount} className={styles.mount} />
}
