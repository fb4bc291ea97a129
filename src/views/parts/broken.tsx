import { Component, type ReactNode } from 'react'
import styles from '../app.module.css'
import { NotLoaded } from './ahead.tsx'
import { Button } from './button.tsx'
import { useWords } from './words.ts'

interface BrokenProps {
  /// What the part shows: at another place it is tried anew.
  readonly at: string
  /// What stands there instead, or null for nothing; without it, why, and what to do.
  readonly instead?: ReactNode
  readonly children: ReactNode
}

interface State {
  readonly at: string
  readonly failure: { readonly error: unknown } | undefined
}

/// Stands in for a part of the page that has thrown.
export class Broken extends Component<BrokenProps, State> {
  override state: State = { at: this.props.at, failure: undefined }

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { failure: { error } }
  }

  static getDerivedStateFromProps({ at }: BrokenProps, state: State): State | null {
    return at === state.at ? null : { at, failure: undefined }
  }

  override render(): ReactNode {
    const { failure } = this.state
    const { instead, children } = this.props
    const retry = () => this.setState({ failure: undefined })
    if (!failure) return children
    if (instead !== undefined) return instead
    return <Failure error={failure.error} onRetry={retry} />
  }
}

interface FailureProps {
  readonly error: unknown
  readonly onRetry: () => void
}

function Failure({ error, onRetry }: FailureProps) {
  const words = useWords()
  const isAbsent = error instanceof NotLoaded
  const reason = error instanceof Error ? error.message : String(error)
  return (
    <main className={styles.nothing} role="alert">
      <p>{isAbsent ? words('app.absent') : words('app.broken', { reason })}</p>
      {isAbsent ? (
        <Button onClick={onRetry}>{words('action.retry')}</Button>
      ) : (
        <Button onClick={() => location.reload()}>{words('app.reload')}</Button>
      )}
    </main>
  )
}
