import type { Node } from 'prosemirror-model'
import { useEffect, useState } from 'react'
import { countOf } from '../../editor/selected.ts'
import { addCounts, noWords, type WordCount } from '../../shared/derive/wordcount.ts'
import { Dialog } from '../parts/dialog.tsx'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { scriptHere } from '../script/scripthere.ts'
import { useSession } from '../series/opened.ts'
import styles from './counts.module.css'

interface CountsDialogProps {
  readonly selected: WordCount | undefined
  readonly onClose: () => void
}

/// The counts of what is selected, of the segment and the episode at the cursor, and of them all.
export function CountsDialog({ selected, onClose }: CountsDialogProps) {
  const words = useWords()
  const script = useStore(scriptHere)
  const { language } = useSession().document.reading.series
  const state = script?.view.state
  const $head = state?.selection.$head
  const episode = $head && $head.depth > 0 ? $head.node(1) : undefined
  const segment = $head && $head.depth > 2 ? $head.node(2) : undefined
  const season = useSeason(state?.doc, language)
  const rows = [
    { name: words('counts.selection'), count: selected },
    { name: words('counts.segment'), count: segment && countOf(segment, language) },
    { name: words('counts.episode'), count: episode && countOf(episode, language) },
    { name: words('counts.series'), count: season },
  ]
  return (
    <Dialog title={words('counts')} onClose={onClose}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{words('counts.what')}</span>
            </th>
            <th scope="col">{words('counts.words')}</th>
            <th scope="col">{words('counts.characters')}</th>
            <th scope="col">{words('counts.lines')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(
            ({ name, count }) =>
              count && (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{count.words.toLocaleString()}</td>
                  <td>{count.characters.toLocaleString()}</td>
                  <td>{count.lines.toLocaleString()}</td>
                </tr>
              ),
          )}
        </tbody>
      </table>
      <p className={styles.note}>{words('counts.note')}</p>
    </Dialog>
  )
}

/// Milliseconds of counting after which the page gets its turn.
const slice = 6

/// The count of a whole season, episode by episode; undefined until it is known.
function useSeason(doc: Node | undefined, language: 'en' | 'zh-Hans'): WordCount | undefined {
  const [count, setCount] = useState<WordCount>()
  useEffect(() => {
    if (!doc) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let at = 0
    let sum = noWords
    const work = () => {
      const end = performance.now() + slice
      while (at < doc.childCount && performance.now() < end) {
        sum = addCounts(sum, countOf(doc.child(at++), language))
      }
      if (at < doc.childCount) timer = setTimeout(work)
      else setCount(sum)
    }
    work()
    return () => clearTimeout(timer)
  }, [doc, language])
  return count
}
