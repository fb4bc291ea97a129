import { type KeyboardEvent, useId, useMemo, useState } from 'react'
import type { Key } from '../../shared/i18n/catalogue.ts'
import { classes } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Kbd } from './kbd.tsx'
import styles from './palette.module.css'
import { useAllCommands } from './useallcommands.ts'
import { useWords } from './words.ts'

/// The groups in the order in which they are offered.
const groups: readonly Key[] = ['keys.group.go', 'keys.group.edit', 'keys.group.view']

/// Every command by its name: type a part of it, choose with the arrows, Enter does it.
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const words = useWords()
  const id = useId()
  const all = useAllCommands()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const found = useMemo(
    () =>
      all
        .flat()
        .toSorted((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group))
        .filter((command) => command.run && command.id !== 'palette')
        .filter((command) => matches(command.name, text) && (text !== '' || !command.onlyFound)),
    [all, text],
  )
  const chosen = found[Math.min(at, found.length - 1)]

  function run(command = chosen) {
    onClose()
    // When the palette has given the focus back, so that the command can take it.
    if (command?.run) setTimeout(command.run)
  }

  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: found.length - 1 }[event.key]
    if (event.key === 'Enter') run()
    else if (to !== undefined) {
      event.preventDefault()
      setAt((to + found.length) % Math.max(found.length, 1))
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
          setAt(0)
        }}
        onKeyDown={press}
      />
      <div id={`${id}list`} className={styles.list} role="listbox" aria-label={words('palette')}>
        {found.map((command) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's.
          <div
            key={command.id}
            id={`${id}${command.id}`}
            ref={command === chosen ? reveal : undefined}
            role="option"
            tabIndex={-1}
            aria-selected={command === chosen}
            className={classes(styles.command, command === chosen && styles.chosen)}
            onClick={() => run(command)}
            onPointerMove={() => setAt(found.indexOf(command))}
          >
            <span>{command.name}</span>
            {command.keys?.[0] && <Kbd keys={command.keys[0]} />}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles.none}>{words('palette.none', { text })}</p>}
    </Dialog>
  )
}

function reveal(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}

/// Whether each word of the text begins a word of the name, or is part of it where words have no
/// gaps.
function matches(name: string, text: string): boolean {
  const lower = name.toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((part) => lower.includes(part))
}
