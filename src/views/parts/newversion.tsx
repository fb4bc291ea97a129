import { useEffect } from 'react'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { newVersion, takeNewVersion } from '../../shell/shell.ts'
import { askFirst } from './question.ts'
import { toasts } from './toasts.ts'
import { useStore } from './usestore.ts'
import { useWords } from './words.ts'

/// Says in every page that there is a new version of the app.
export function NewVersion() {
  const words = useWords()
  const isThere = useStore(newVersion)
  useEffect(() => {
    if (!isThere) return
    const said = toasts.add({
      title: words('version.new'),
      timeout: 0,
      actionProps: {
        children: words('version.take'),
        onClick: () => void takeVersion(words),
      },
    })
    return () => toasts.close(said)
  }, [isThere, words])
  return null
}

/// Loads the page again in the newest version. Asks first where that would lose something.
export async function takeVersion(words: Words): Promise<void> {
  const { atRiskHere } = await import('../../session/sessions.ts')
  const changes = atRiskHere()
  if (changes > 0 && !(await askFirst(leavingQuestion(words, changes)))) return
  takeNewVersion()
}

/// What is asked of whoever would lose something by leaving.
export function leavingQuestion(words: Words, changes: number) {
  return {
    title: words('leaving.title'),
    text: words('leaving.why', { count: changes }),
    stay: words('leaving.stay'),
    go: words('leaving.leave'),
  }
}
