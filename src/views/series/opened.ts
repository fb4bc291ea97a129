import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import type { Session } from '../../session/session.ts'
import type { Store } from '../../session/store.ts'
import type { Series } from '../../shared/domain/series.ts'

/// The series that a page shows.
export interface Opened {
  readonly session: Session
  /// A little behind the typing: for whatever stands beside the script.
  readonly shown: Store<Series>
  /// Opens it anew, as the server has it now.
  reopen(): void
}

const OpenedContext = createContext<Opened | undefined>(undefined)

export const OpenedProvider = OpenedContext.Provider

export function useSession(): Session {
  return useOpened().session
}

/// A part of the series, kept up at every change. `select` must give the same object as before for
/// what has not changed; whatever it picks out of the series does.
export function useSeries<T>(select: (series: Series) => T): T {
  const { reading } = useOpened().session.document
  const subscribe = useCallback((listener: () => void) => reading.onChange(listener), [reading])
  return useSyncExternalStore(subscribe, () => select(reading.series))
}

/// The same, but a little behind the typing.
export function useShownSeries<T>(select: (series: Series) => T): T {
  const { shown } = useOpened()
  return useSyncExternalStore(shown.subscribe, () => select(shown.get()))
}

/// Opens the series anew, as the server has it now.
export function useReopen(): () => void {
  return useOpened().reopen
}

function useOpened(): Opened {
  const opened = useContext(OpenedContext)
  if (!opened) throw new Error('There is no series around this component.')
  return opened
}
