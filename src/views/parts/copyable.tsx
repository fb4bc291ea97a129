import { Check, Copy } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { Button } from './button.tsx'
import styles from './copyable.module.css'
import field from './field.module.css'
import { useWords } from './words.ts'

interface CopyableProps {
  readonly label: string
  readonly text: string
}

/// A text to take along. Where the browser gives no clipboard, as over plain HTTP or inside of a
/// chat, it is selected, so that it can be copied by hand.
export function Copyable({ label, text }: CopyableProps) {
  const words = useWords()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [done, setDone] = useState<'copied' | 'selected'>()
  useEffect(() => {
    if (done !== 'copied') return
    const timer = setTimeout(() => setDone(undefined), 2500)
    return () => clearTimeout(timer)
  }, [done])
  const copy = async () => {
    input.current?.select()
    setDone((await put(text)) ? 'copied' : 'selected')
  }
  const Sign = done === 'copied' ? Check : Copy
  return (
    <div className={styles.copyable}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.line}>
        <input
          ref={input}
          id={id}
          className={field.input}
          readOnly
          value={text}
          spellCheck={false}
          onFocus={(event) => event.target.select()}
        />
        <Button onClick={() => void copy()}>
          <Sign size={14} aria-hidden />
          {words(done === 'copied' ? 'copy.done' : 'copy')}
        </Button>
      </div>
      <p className={styles.said} role="status">
        {done === 'selected' && words('copy.byhand')}
        {done === 'copied' && <span className="visually-hidden">{words('copy.done')}</span>}
      </p>
    </div>
  )
}

async function put(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // The older way, which works on the selection.
    return document.execCommand('copy')
  }
}
