import { ahead } from '../parts/ahead.tsx'
import { later } from '../parts/later.ts'
import { Tabs } from '../parts/tabs.tsx'
import { useWords } from '../parts/words.ts'
import { useShownSeries } from '../series/opened.ts'
import { usePlaced, useTalk } from '../threads/talk.ts'
import { BinPanel } from './binpanel.tsx'
import { SegmentPanel } from './segmentpanel.tsx'
import styles from './sidepanel.module.css'

const ThreadList = ahead(later(() => import('../threads/threadlist.tsx')))

/// What concerns the segment at the cursor, and what lies in the bin.
export function SidePanel() {
  const words = useWords()
  const unread = usePlaced(useTalk(), (all) =>
    all.reduce((sum, { thread }) => sum + (thread.resolved ? 0 : thread.unread), 0),
  )
  const binned = useShownSeries(({ bin }) => bin.length)
  return (
    <Tabs
      classNames={classNames}
      tabs={[
        { id: 'segment', name: words('panel.segment'), body: <SegmentPanel /> },
        {
          id: 'threads',
          name: (
            <>
              {words('threads')}
              {unread > 0 && <span className={styles.count}>{unread}</span>}
            </>
          ),
          body: <ThreadList />,
        },
        {
          id: 'bin',
          name: (
            <>
              {words('panel.bin')}
              {binned > 0 && <span className={styles.count}>{binned}</span>}
            </>
          ),
          body: <BinPanel />,
        },
      ]}
    />
  )
}

const classNames = {
  whole: styles.panel,
  row: styles.tabs,
  tab: styles.tab,
  body: styles.body,
}
