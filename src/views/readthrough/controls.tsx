import {
  ChevronFirst,
  ChevronLeft,
  ChevronRight,
  ChevronsLeft,
  ChevronsRight,
  Pause,
  Play,
} from 'lucide-react'
import { type MouseEvent, type ReactNode, type RefObject, useId } from 'react'
import { Button, IconButton } from '../parts/button.tsx'
import { sayKey } from '../parts/keys.ts'
import { useWords } from '../parts/words.ts'
import styles from './controls.module.css'
import { type Deed, type Reading, speeds } from './reading.ts'

interface ControlsProps {
  readonly reading: Reading
  /// Takes the focus when the read-through opens.
  readonly play: RefObject<HTMLButtonElement | null>
  readonly deed: (deed: Deed) => void
}

/// What holds, runs and moves a read-through.
export function Controls({ reading, play, deed }: ControlsProps) {
  const words = useWords()
  const speed = useId()
  const runs = reading.since !== undefined
  const name = words(runs ? 'timing.read.pause' : 'timing.read.play')
  const move = (what: Deed, label: string, key: string, icon: ReactNode) => (
    <IconButton
      label={label}
      hint={sayKey(words, key)}
      onMouseDown={leaveFocus}
      onClick={() => deed(what)}
    >
      {icon}
    </IconButton>
  )
  return (
    <div className={styles.controls}>
      <div className={styles.moves}>
        {move(
          { do: 'start' },
          words('timing.read.start'),
          'Home',
          <ChevronFirst size={17} aria-hidden />,
        )}
        {move(
          { do: 'segment', by: -1 },
          words('timing.read.segment.previous'),
          'Shift-ArrowLeft',
          <ChevronsLeft size={17} aria-hidden />,
        )}
        {move(
          { do: 'line', by: -1 },
          words('timing.read.line.previous'),
          'ArrowLeft',
          <ChevronLeft size={17} aria-hidden />,
        )}
        <Button
          kind="primary"
          ref={play}
          className={styles.play}
          aria-label={name}
          title={`${name}  ${sayKey(words, 'Space')}`}
          onClick={() => deed({ do: 'toggle' })}
        >
          {runs ? <Pause size={18} aria-hidden /> : <Play size={18} aria-hidden />}
        </Button>
        {move(
          { do: 'line', by: 1 },
          words('timing.read.line.next'),
          'ArrowRight',
          <ChevronRight size={17} aria-hidden />,
        )}
        {move(
          { do: 'segment', by: 1 },
          words('timing.read.segment.next'),
          'Shift-ArrowRight',
          <ChevronsRight size={17} aria-hidden />,
        )}
      </div>
      <label className={styles.speed} htmlFor={speed}>
        <span className="visually-hidden">{words('timing.read.speed')}</span>
        <select
          id={speed}
          value={reading.speed}
          onChange={({ target }) => deed({ do: 'speed', to: Number(target.value) })}
        >
          {speeds.map((each) => (
            <option key={each} value={each}>
              {words('timing.read.speed.value', { speed: each })}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}

/// A button that is pressed with the pointer leaves the focus where it is: Space goes on pausing.
function leaveFocus(event: MouseEvent): void {
  event.preventDefault()
}
