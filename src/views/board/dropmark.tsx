import { useStore } from '../parts/usestore.ts'
import { useDesk, useSelected } from './desk.ts'
import styles from './dropmark.module.css'

/// The line in a row that shows where what is being dragged would go.
export function DropMark({ episode }: { readonly episode: string }) {
  const { mark } = useDesk()
  const isHere = useSelected(mark, (value) => value?.episode === episode)
  return isHere ? <Line /> : null
}

function Line() {
  const mark = useStore(useDesk().mark)
  switch (mark?.what) {
    case 'beat':
      return <span className={styles.mark} style={{ ...mark.at }} data-mark aria-hidden />
    case 'episode':
      return <span className={`${styles.mark} ${styles[mark.edge]}`} data-mark aria-hidden />
    case undefined:
      return null
  }
}
