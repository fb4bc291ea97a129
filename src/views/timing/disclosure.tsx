import { ChevronRight } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useStore } from '../parts/usestore.ts'
import { asked, open, type Section, toggle } from './asked.ts'
import styles from './disclosure.module.css'

/// A section that is closed until somebody wants to know. When it is asked for by its command, the
/// focus goes to its seconds or to its name.
export function Disclosure(props: {
  readonly section: Section
  readonly name: string
  readonly figure: string
  readonly children: ReactNode
}) {
  const { section, name, figure, children } = props
  const isOpen = useStore(open).has(section)
  const wanted = useStore(asked)
  const whole = useRef<HTMLElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const body = useId()
  useEffect(() => {
    if (wanted?.section !== section || !isOpen) return
    const input = wanted.plans ? whole.current?.querySelector('input') : undefined
    whole.current?.scrollIntoView({ block: 'nearest' })
    if (input) input.select()
    ;(input ?? button.current)?.focus()
    asked.set(undefined)
  }, [wanted, section, isOpen])
  return (
    <section ref={whole} className={styles.section}>
      <h3>
        <button
          ref={button}
          type="button"
          className={styles.name}
          aria-expanded={isOpen}
          aria-controls={body}
          onClick={() => toggle(section)}
        >
          <ChevronRight size={14} aria-hidden className={styles.sign} />
          <span>{name}</span>
          <b>{figure}</b>
        </button>
      </h3>
      <div id={body} className={styles.body} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </section>
  )
}
