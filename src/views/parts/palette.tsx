import { Fragment, type KeyboardEvent, useId, useMemo, useState } from 'react'
import { classes } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { finders } from './finders.ts'
import { Kbd } from './kbd.tsx'
import styles from './palette.module.css'
import { paletteResults, type Result } from './paletteresults.ts'
import { useAllCommands } from './useallcommands.ts'
import { useStore } from './usestore.ts'
import { useWords } from './words.ts'

/// Every command by its name, and places by what they are called: type a part of it, choose with the
/// arrows, Enter does it.
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const words = useWords()
  const id = useId()
  const commands = useAllCommands()
  const finding = useStore(finders)
  const [text, setText] = useState('')
  const [wanted, setWanted] = useState<string>()
  const groups = useMemo(() => paletteResults(text, commands, finding), [text, commands, finding])
  const found = useMemo(() => groups.flatMap(({ results }) => results), [groups])
  // What is chosen stays so where others come before it: pages that load bring more.
  const at = Math.max(
    0,
    found.findIndex(({ id }) => id === wanted),
  )
  const chosen = found[at]

  function run(result: Result | undefined = chosen) {
    onClose()
    // When the palette has given the focus back, so that the command can take it.
    if (result) setTimeout(result.run)
  }

  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: found.length - 1 }[event.key]
    if (event.key === 'Enter') run()
    else if (to !== undefined) {
      event.preventDefault()
      setWanted(found.at(to % Math.max(found.length, 1))?.id)
    }
  }

  return (
    <Dialog onClose={onClose} title={words('palette')} untitled className={styles.palette}>
      <input
        className={styles.find}
        value={text}
        placeholder={words('palette.find')}
        aria-label={words('palette.find')}
        role="combobox"
        aria-expanded
        aria-controls={`${id}list`}
        aria-activedescendant={chosen && `${id}${chosen.id}`}
        autoComplete="off"
        onChange={(event) => {
          setText(event.target.value)
          setWanted(undefined)
        }}
        onKeyDown={press}
      />
      <div id={`${id}list`} className={styles.list} role="listbox" aria-label={words('palette')}>
        {groups.map(({ group, results }) => (
          <Fragment key={group}>
            <div className={styles.group} aria-hidden>
              {words(group)}
            </div>
            {results.map((result) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's.
              <div
                key={result.id}
                id={`${id}${result.id}`}
                ref={result === chosen ? reveal : undefined}
                role="option"
                tabIndex={-1}
                aria-selected={result === chosen}
                className={classes(styles.command, result === chosen && styles.chosen)}
                onClick={() => run(result)}
                onPointerMove={() => setWanted(result.id)}
              >
                <span>{result.name}</span>
                {result.note && <span className={styles.note}>{result.note}</span>}
                {result.keys?.[0] && <Kbd keys={result.keys[0]} />}
              </div>
            ))}
          </Fragment>
        ))}
      </div>
      {found.length === 0 && <p className={styles.none}>{words('palette.none', { text })}</p>}
    </Dialog>
  )
}

function reveal(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}
