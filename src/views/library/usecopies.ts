import { useEffect, useState } from 'react'
import { type CopyEntry, copiesOf, unsentIn } from '../../session/copies.ts'
import { useWho } from '../account/usewho.ts'

export interface Kept {
  readonly copy: CopyEntry
  /// Edits in it that the server is not known to have.
  readonly unsent: number
}

/// The copies of whoever is here: of their account, or of the guests that they are. Undefined until
/// they are read.
export function useCopies(): readonly Kept[] | undefined {
  const { user, guests } = useWho()
  const [kept, setKept] = useState<readonly Kept[]>()
  const accounts = [...new Set(user ? [user.id] : guests.map(({ name }) => `guest ${name}`))]
  const key = accounts.join('\n')
  useEffect(() => {
    let isOver = false
    void listCopies(key.split('\n')).then((copies) => isOver || setKept(copies))
    return () => {
      isOver = true
    }
  }, [key])
  return kept
}

async function listCopies(accounts: readonly string[]): Promise<readonly Kept[]> {
  const copies = (await Promise.all(accounts.map(copiesOf))).flat()
  const all = await Promise.all(
    copies.map(async (copy) => {
      const { edits } = await unsentIn(copy).catch(() => ({ edits: 0 }))
      return { copy, unsent: edits }
    }),
  )
  // What was open so shortly that its title is not known may be nothing yet.
  return all.filter(({ copy, unsent }) => copy.title !== '' || unsent > 0)
}
