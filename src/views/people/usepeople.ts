import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { useSession } from '../series/opened.ts'
import { listInvites, listMembers, listSignOffs } from './api.ts'

/// Who belongs to the open series, which links lead into it, and which sign-offs it asks for.
export function useMembers() {
  const { id } = useSession()
  return useQuery({ queryKey: ['people', id, 'members'], queryFn: () => listMembers(id) })
}

export function useInvites() {
  const { id } = useSession()
  return useQuery({ queryKey: ['people', id, 'invites'], queryFn: () => listInvites(id) })
}

export function useSignOffs(): readonly string[] {
  const { id } = useSession()
  const names = useQuery({ queryKey: ['people', id, 'signOffs'], queryFn: () => listSignOffs(id) })
  return names.data ?? none
}

const none: readonly string[] = []

/// Reads all of it again; by itself also when the server says that it has changed.
export function useRefreshPeople(): () => Promise<void> {
  const session = useSession()
  const client = useQueryClient()
  const { id } = session
  const refresh = useCallback(
    () => client.invalidateQueries({ queryKey: ['people', id] }),
    [client, id],
  )
  useEffect(
    () =>
      session.onNews((topics) => {
        if (topics.includes('members') || topics.includes('people')) void refresh()
      }),
    [session, refresh],
  )
  return refresh
}
