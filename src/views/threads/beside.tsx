import { Popover } from '@base-ui/react/popover'
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { quoteOf } from '../../shared/document/subject.ts'
import { may } from '../../shared/domain/access.ts'
import { classes, IconButton } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import popup from '../parts/popup.module.css'
import { useStore } from '../parts/usestore.ts'
import { useWide } from '../parts/usewide.ts'
import { useWords } from '../parts/words.ts'
import styles from './beside.module.css'
import { Composer } from './composer.tsx'
import { begin } from './deeds.ts'
import { isAt, type PlacedThread } from './placed.ts'
import type { Open, Talk } from './talk.ts'
import { Thread } from './thread.tsx'

interface BesideProps {
  readonly talk: Talk
  readonly open: Open
}

/// What is talked about, beside its text; on a phone, over the lower part of the page.
export default function Beside({ talk, open }: BesideProps) {
  const words = useWords()
  const hasRoom = useWide(800)
  const popupRef = useRef<HTMLDivElement>(null)
  // Where the keyboard was: it goes back there.
  const before = talk.before()
  const close = () => {
    const { activeElement } = document
    const isInside = activeElement === document.body || popupRef.current?.contains(activeElement)
    talk.open.set(undefined)
    if (isInside && before instanceof HTMLElement) before.focus({ preventScroll: true })
  }
  const title = words('threads')
  if (!hasRoom) {
    return (
      <Dialog title={title} onClose={close} className={styles.sheet}>
        <Threads talk={talk} open={open} onDone={close} isFolded />
      </Dialog>
    )
  }
  return (
    <Popover.Root
      open
      onOpenChange={(next) => {
        if (!next) close()
      }}
    >
      <Popover.Portal>
        <Popover.Positioner
          className={popup.layer}
          anchor={() => virtual(open)}
          side="right"
          align="start"
          sideOffset={8}
          collisionPadding={8}
          collisionAvoidance={
            open.inMargin
              ? { side: 'shift', align: 'shift', fallbackAxisSide: 'none' }
              : { side: 'flip', align: 'shift', fallbackAxisSide: 'end' }
          }
        >
          <Popover.Popup
            ref={popupRef}
            className={classes(popup.popup, styles.beside)}
            initialFocus={() =>
              open.takesFocus
                ? (popupRef.current?.querySelector<HTMLElement>('textarea') ?? true)
                : false
            }
            finalFocus={false}
          >
            <div className={styles.head}>
              <Popover.Title className={styles.title}>{title}</Popover.Title>
              <IconButton label={words('action.close')} onClick={close}>
                <X size={16} aria-hidden />
              </IconButton>
            </div>
            <Threads talk={talk} open={open} onDone={close} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

/// An anchor that is looked for again whenever it is asked where it is: text comes and goes.
function virtual({ anchor }: Open): Pick<Element, 'getBoundingClientRect'> {
  let last = new DOMRect(0, 0, 0, 0)
  return {
    getBoundingClientRect() {
      last = anchor()?.getBoundingClientRect() ?? last
      return last
    },
  }
}

interface ThreadsProps extends BesideProps {
  readonly onDone: () => void
  readonly isFolded?: boolean
}

function Threads({ talk, open, onDone, isFolded = false }: ThreadsProps) {
  const words = useWords()
  const all = useStore(talk.placed)
  const standing = useStore(talk.session.standing)
  const { threads, subject } = open
  const isShown = (placed: PlacedThread) => {
    return 'on' in threads ? isAt(placed, threads) : threads.includes(placed.thread.id)
  }
  const shown = all.filter(isShown)
  // What is settled is shown where somebody has asked for it by itself.
  const [openOnes, settled] = [
    shown.filter(({ thread }) => !thread.resolved),
    shown.filter(({ thread }) => thread.resolved),
  ]
  const listed = 'on' in threads ? openOnes : shown
  const mayBegin = subject !== undefined && may(standing, 'threads.write')
  const isEmpty = listed.length === 0 && !mayBegin
  // Deleted while it was open.
  useEffect(() => {
    if (isEmpty && !('on' in threads)) onDone()
  }, [isEmpty, threads, onDone])
  return (
    <div className={styles.threads}>
      {listed.map((placed, i) => (
        <Thread
          key={placed.thread.id}
          talk={talk}
          placed={placed}
          takesFocus={open.takesFocus && !mayBegin && i === 0}
          isFolded={isFolded}
        />
      ))}
      {isEmpty && <p className={styles.none}>{words('threads.none.here')}</p>}
      {mayBegin && (
        <div className={styles.new}>
          {listed.length > 0 && <h3>{words('threads.new')}</h3>}
          {quoteOf(subject) !== '' && (
            <blockquote className={styles.quote}>{quoteOf(subject)}</blockquote>
          )}
          <Composer
            talk={talk}
            label={words('threads.comment')}
            send={words('threads.send')}
            takesFocus={open.takesFocus}
            isFolded={isFolded && !open.takesFocus && listed.length > 0}
            onSend={async (body) => {
              const id = await begin(talk, words, subject, body)
              if (id !== undefined) {
                talk.open.set(
                  'on' in threads
                    ? { ...open, takesFocus: false }
                    : { ...open, threads: [id], subject: undefined, takesFocus: false },
                )
              }
              return id !== undefined
            }}
          />
        </div>
      )}
      {'on' in threads && settled.length > 0 && (
        <details className={styles.settled}>
          <summary>{words('threads.resolved.count', { count: settled.length })}</summary>
          {settled.map((placed) => (
            <Thread key={placed.thread.id} talk={talk} placed={placed} isFolded={isFolded} />
          ))}
        </details>
      )}
    </div>
  )
}
