import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { ahead } from './ahead.tsx'
import { Broken } from './broken.tsx'
import { later } from './later.ts'
import { question } from './question.ts'

const QuestionDialog = ahead(later(() => import('./questiondialog.tsx')))

/// Where questions are asked, in every page.
export function Questions() {
  const isAsked = useSyncExternalStore(
    question.subscribe,
    useCallback(() => question.get() !== undefined, []),
  )
  if (!isAsked) return null
  return (
    <Broken at="question" instead={<PlainQuestion />}>
      <QuestionDialog />
    </Broken>
  )
}

/// Asks in the browser's own way, where the code of the dialog has not come before the connection
/// broke.
function PlainQuestion() {
  useEffect(() => {
    const asked = question.get()
    if (!asked) return
    const { title, text } = asked
    asked.answer(confirm(typeof text === 'string' ? `${title}\n\n${text}` : title))
  }, [])
  return null
}
