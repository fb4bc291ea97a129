import type { ReactNode } from 'react'
import { Brand } from '../parts/brand.tsx'
import { SettingsMenu } from '../parts/settingsmenu.tsx'
import { usePageTitle } from '../parts/usepagetitle.ts'
import styles from './doorway.module.css'

interface DoorwayProps {
  /// What the window is called.
  readonly name: string
  readonly title: ReactNode
  readonly lead?: ReactNode
  readonly children?: ReactNode
  /// What stands under the sheet: the other ways from here.
  readonly foot?: ReactNode
}

/// A page with one thing to do before one is in.
export function Doorway({ name, title, lead, children, foot }: DoorwayProps) {
  usePageTitle(name)
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <Brand />
        <SettingsMenu />
      </header>
      <main className={styles.main}>
        <div className={styles.sheet}>
          <h1 className={styles.title}>{title}</h1>
          {lead !== undefined && <div className={styles.lead}>{lead}</div>}
          {children}
        </div>
        {foot !== undefined && <div className={styles.foot}>{foot}</div>}
      </main>
    </div>
  )
}

interface TurnProps {
  readonly onTurn: () => void
  readonly children: ReactNode
}

/// Turns to another sheet at the same address.
export function Turn({ onTurn, children }: TurnProps) {
  return (
    <button type="button" className={styles.turn} onClick={onTurn}>
      {children}
    </button>
  )
}
