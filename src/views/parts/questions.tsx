import { useCallback, useSyncExternalStore } from 'react'
import { ahead } from './ahead.tsx'
import { later } from './later.ts'
import { question } from './question.ts'

const QuestionDialog = ahead(later(() => import('./questiondialog.tsx')))

/// Where questions are asked, in every page.
export function Questions() {
  const isAsked = useSyncExternalStore(
    question.subscribe,
    useCallback(() => question.get() !== undefined, []),
  )
  return isAsked ? <QuestionDialog /> : null
}
