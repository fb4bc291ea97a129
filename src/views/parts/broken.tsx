import { Component, type ReactNode } from 'react'
import styles from '../app.module.css'
import { Button } from './button.tsx'
import { useWords } from './words.ts'

interface State {
  readonly reason: string | undefined
}

/// Stands in for a part of the page that has thrown.
export class Broken extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { reason: undefined }

  static getDerivedStateFromError(error: unknown): State {
    return { reason: error instanceof Error ? error.message : String(error) }
  }

  override render(): ReactNode {
    const { reason } = this.state
    return reason === undefined ? this.props.children : <Failure reason={reason} />
  }
}

function Failure({ reason }: { readonly reason: string }) {
  const words = useWords()
  return (
    <main className={styles.nothing} role="alert">
      <p>{words('app.broken', { reason })}</p>
      <Button onClick={() => location.reload()}>{words('app.reload')}</Button>
    </main>
  )
}
