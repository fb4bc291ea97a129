import { Play } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from '../parts/button.tsx'
import { runCommand } from '../parts/commands.ts'
import { sayKey } from '../parts/keys.ts'
import { useWords } from '../parts/words.ts'
import { scriptHere } from '../script/scripthere.ts'
import { inPanel } from './asked.ts'
import { CutList } from './cutlist.tsx'
import { useEpisodeHere } from './here.ts'
import { LineTime } from './linetime.tsx'
import { SceneTime } from './scenetime.tsx'
import styles from './sections.module.css'

/// What the panel says about time beside the segment's own: closed until somebody wants to know.
export function TimeSections() {
  const words = useWords()
  const episode = useEpisodeHere()
  useEffect(() => {
    inPanel.set(true)
    return () => inPanel.set(false)
  }, [])
  if (!episode) return null
  return (
    <section>
      <LineTime episode={episode} onDone={toScript} />
      <SceneTime episode={episode} onDone={toScript} />
      <CutList episode={episode} />
      <Button
        className={styles.read}
        title={sayKey(words, 'Mod-Alt-Shift-p')}
        onClick={() => runCommand('read-through')}
      >
        <Play size={14} aria-hidden />
        {words('timing.read.from')}
      </Button>
    </section>
  )
}

function toScript(): void {
  scriptHere.get()?.focus()
}
