import { RotateCcw } from 'lucide-react'
import type { Line } from '../../shared/domain/line.ts'
import type { Binned } from '../../shared/domain/series.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { Button } from '../parts/button.tsx'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession, useShownSeries } from '../series/opened.ts'
import { putBack } from '../series/putback.ts'
import styles from './binpanel.module.css'
import side from './sidepanel.module.css'

/// What has been deleted from the series, each with the way back.
export function BinPanel() {
  const words = useWords()
  const session = useSession()
  const mayEdit = useStore(session.mayEdit)
  const bin = useShownSeries((series) => series.bin)
  const language = useShownSeries((series) => series.language)
  if (bin.length === 0) return <p className={side.none}>{words('panel.bin.empty')}</p>

  return (
    <ul className={styles.bin}>
      {bin.map((binned) => (
        <li key={`${binned.what} ${binned.id}`} className={styles.binned}>
          <h3 className={styles.name} lang={language}>
            {nameOf(words, binned)}
          </h3>
          <p className={styles.text} lang={language}>
            {textOf(binned)}
          </p>
          <div className={styles.foot}>
            <span>{words('panel.bin.lines', { count: linesOf(binned).length })}</span>
            {mayEdit && (
              <Button kind="quiet" onClick={() => putBack(session, binned)}>
                <RotateCcw size={14} aria-hidden />
                {words('panel.bin.restore')}
              </Button>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

function nameOf(words: Words, binned: Binned): string {
  switch (binned.what) {
    case 'episode':
      return binned.episode.title || words('episode.untitled')
    case 'segment':
      return binned.outlines.find(({ text }) => text !== '')?.text ?? words('panel.segment')
    case 'text':
      return words('panel.bin.text')
  }
}

function linesOf(binned: Binned): readonly Line[] {
  const lines =
    binned.what === 'episode'
      ? binned.episode.segments.flatMap((segment) => segment.lines)
      : binned.lines
  return lines.filter(({ text }) => text !== '')
}

/// The first words of what is in there.
function textOf(binned: Binned): string {
  return linesOf(binned)
    .slice(0, 4)
    .map(({ text }) => text)
    .join('\n')
}
