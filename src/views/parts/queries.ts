import { QueryClient } from '@tanstack/react-query'

/// What has been read from the server over HTTP, for the pages that show lists of it.
export const queries = new QueryClient({
  defaultOptions: {
    // The server may well be on this machine: whether the browser is online says nothing.
    queries: { retry: 1, staleTime: 2000, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
})
