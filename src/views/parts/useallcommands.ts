import { useMemo } from 'react'
import { allCommands, type Command, offered } from './commands.ts'
import { useStore } from './usestore.ts'

/// Every command there is, as it was when this was opened, or since some came or went.
export function useAllCommands(): readonly Command[] {
  const offers = useStore(offered)
  return useMemo(allCommands, [offers])
}
