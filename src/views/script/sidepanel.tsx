import { Tabs } from '@base-ui/react/tabs'
import { ahead } from '../parts/ahead.tsx'
import { later } from '../parts/later.ts'
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
    <Tabs.Root defaultValue="segment" className={styles.panel}>
      <Tabs.List className={styles.tabs} activateOnFocus>
        <Tabs.Tab value="segment" className={styles.tab}>
          {words('panel.segment')}
        </Tabs.Tab>
        <Tabs.Tab value="threads" className={styles.tab}>
          {words('threads')}
          {unread > 0 && <span className={styles.count}>{unread}</span>}
        </Tabs.Tab>
        <Tabs.Tab value="bin" className={styles.tab}>
          {words('panel.bin')}
          {binned > 0 && <span className={styles.count}>{binned}</span>}
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="segment" className={styles.body}>
        <SegmentPanel />
      </Tabs.Panel>
      <Tabs.Panel value="threads" className={styles.body}>
        <ThreadList />
      </Tabs.Panel>
      <Tabs.Panel value="bin" className={styles.body}>
        <BinPanel />
      </Tabs.Panel>
    </Tabs.Root>
  )
}
