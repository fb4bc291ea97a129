import { useId, useLayoutEffect, useRef } from 'react'
import { bindStrayText } from '../../editor/straytext.ts'
import { Button, classes } from '../parts/button.tsx'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSession } from './opened.ts'
import { restore } from './putback.ts'
import { type Stray, shows, stray } from './stray.ts'
import styles from './straypen.module.css'

/// Where somebody writes on in what another has put into the bin. It takes the focus with the text:
/// nothing that is typed comes to stand elsewhere, and it is put back as a whole.
export function StrayPen() {
  const now = useStore(stray)
  const mayEdit = useStore(useSession().mayEdit)
  return now && mayEdit && <Pen key={JSON.stringify(now.point)} now={now} />
}

function Pen({ now }: { readonly now: Stray }) {
  const words = useWords()
  const session = useSession()
  const id = useId()
  const whole = useRef<HTMLElement>(null)
  const control = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    const pen = control.current
    if (!pen) return
    const { document, history } = session
    const { reading } = document
    history.pause()
    const text = bindStrayText(pen, document, now.point)
    pen.focus()
    const stop = reading.onChange(({ current }) => {
      if (!shows(current, now.home)) return
      const point = text.here()
      const isWriting = whole.current?.contains(window.document.activeElement)
      stray.set(undefined)
      // When it is shown where it was, too.
      if (isWriting) queueMicrotask(() => now.goBack(point))
    })
    return () => {
      stop()
      text.destroy()
      history.pause()
    }
  }, [session, now])
  const leave = () => {
    stray.set(undefined)
    now.leave()
  }
  return (
    <section ref={whole} className={styles.stray} aria-labelledby={`${id}title`}>
      <p id={`${id}title`} className={styles.title}>
        {words('script.taken')}
      </p>
      <textarea
        ref={control}
        className={classes(styles.pen, now.point.in === 'line' && styles.line)}
        rows={2}
        aria-label={words('script.taken.pen')}
        aria-describedby={`${id}title`}
        lang={session.document.reading.series.language}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.nativeEvent.isComposing) leave()
        }}
      />
      <div className={styles.ways}>
        <Button kind="primary" onClick={() => restore(session, now.binned)}>
          {words('panel.bin.restore')}
        </Button>
        <Button onClick={leave}>{words('script.taken.leave')}</Button>
      </div>
    </section>
  )
}
