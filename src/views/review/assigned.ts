import { createContext } from 'react'

/// Which episode a popup about writers and dates is of.
export const AssignedContext = createContext<
  { readonly episode: string; readonly number: number } | undefined
>(undefined)

export const AssignedEpisode = AssignedContext.Provider
