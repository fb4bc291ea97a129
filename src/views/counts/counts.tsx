import { useCallback, useMemo, useState } from 'react'
import type { WordCount } from '../../shared/derive/wordcount.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { type Command, useCommands } from '../parts/commands.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import styles from './counts.module.css'
import { CountsDialog } from './countsdialog.tsx'
import { selection } from './selection.ts'

const key = 'Mod-Alt-k'

/// How much is selected, at the foot of the script while something is; more on a press of it or of
/// its key.
export function Counts() {
  const words = useWords()
  const selected = useStore(selection)
  const [isOpen, setOpen] = useState(false)
  const close = useCallback(() => setOpen(false), [])
  useCommands(
    useMemo(
      (): readonly Command[] => [
        {
          id: 'counts',
          name: words('counts'),
          group: 'keys.group.view',
          keys: [key],
          inText: true,
          run: () => setOpen(true),
        },
      ],
      [words],
    ),
  )
  return (
    <div className={styles.foot}>
      {selected && (
        <button
          type="button"
          className={styles.counts}
          // The selection stays.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => setOpen(true)}
        >
          <span className="visually-hidden">{words('counts')}</span>
          {say(selected, words)}
        </button>
      )}
      {isOpen && <CountsDialog selected={selected} onClose={close} />}
    </div>
  )
}

function say({ words: count, characters, lines }: WordCount, words: Words): string {
  return [
    words('counts.words.number', { count }),
    words('counts.characters.number', { count: characters }),
    words('counts.lines.number', { count: lines }),
  ].join(' · ')
}
