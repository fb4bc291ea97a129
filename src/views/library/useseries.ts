import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useWho } from '../account/usewho.ts'
import { Fault, sayFault } from '../parts/ask.ts'
import { lasting, toasts } from '../parts/toasts.ts'
import { useWords } from '../parts/words.ts'
import {
  binSeries,
  createSeries,
  listSeries,
  renameSeries,
  restoreSeries,
  type SeriesEntry,
} from './api.ts'

const shelf = 'series'
/// The server is asked again so often while it does not answer.
const againMs = 3000

/// Whether it is the connection that failed, and not the question.
export function isUnreachable(error: unknown): boolean {
  return error instanceof Fault && error.code === 'network'
}

/// The series that this person has come into, those in the bin or those that are not.
export function useShelf(bin: boolean) {
  const { user } = useWho()
  return useQuery({
    queryKey: [shelf, user?.id, bin],
    queryFn: () => listSeries(bin),
    refetchInterval: ({ state }) => (isUnreachable(state.error) ? againMs : false),
  })
}

/// Reads both lists again.
export function useRefreshShelf(): () => void {
  const queries = useQueryClient()
  return () => void queries.invalidateQueries({ queryKey: [shelf] })
}

/// What can be done with series. A failure is told in passing; what is shown is what the server has.
export function useShelfActions() {
  const words = useWords()
  const refresh = useRefreshShelf()
  const onError = (fault: unknown) => {
    toasts.add({ title: sayFault(words, fault), priority: 'high' })
  }
  const shared = { onError, onSettled: refresh }
  const create = useMutation({ mutationFn: createSeries, ...shared })
  const rename = useMutation({
    mutationFn: ({ id, title }: { id: string; title: string }) => renameSeries(id, title),
    ...shared,
  })
  const restore = useMutation({
    mutationFn: restoreSeries,
    ...shared,
    onSuccess: ({ title }: SeriesEntry) => {
      toasts.add({ title: words('library.restored', { title }) })
    },
  })
  const bin = useMutation({
    mutationFn: binSeries,
    ...shared,
    onSuccess: ({ id, title }: SeriesEntry) => {
      toasts.add({
        title: words('library.thrown', { title }),
        timeout: lasting,
        actionProps: { children: words('action.undo'), onClick: () => restore.mutate(id) },
      })
    },
  })
  return { create, rename, bin, restore }
}
