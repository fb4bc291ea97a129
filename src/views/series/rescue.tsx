import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Rescued } from '../../session/rescue.ts'
import { useWho } from '../account/usewho.ts'
import { importScript } from '../library/api.ts'
import { sayFault } from '../parts/ask.ts'
import { Button } from '../parts/button.tsx'
import { download } from '../parts/download.ts'
import { askFirst } from '../parts/question.ts'
import { lasting, toasts } from '../parts/toasts.ts'
import { useWords } from '../parts/words.ts'

/// What can be done with text that is only in this browser.

interface RescueProps {
  readonly rescued: () => Promise<Rescued>
  readonly then?: (() => void) | undefined
}

/// Gives it out as a file.
export function RescueText({ rescued, then }: RescueProps) {
  const words = useWords()
  const save = async () => {
    download(await rescued())
    then?.()
  }
  return <Button onClick={() => void save()}>{words('rescue.download')}</Button>
}

/// Makes a series of its own of it on the server. Only who has an account can have one.
export function KeepAsSeries({ rescued, then }: RescueProps) {
  const words = useWords()
  const { user } = useWho()
  const [, go] = useLocation()
  const [isBusy, setIsBusy] = useState(false)
  if (!user) return null
  const make = async () => {
    setIsBusy(true)
    try {
      const { name, bytes } = await rescued()
      const file = new File([bytes as Uint8Array<ArrayBuffer>], name)
      const series = await importScript(file)
      toasts.add({
        title: words('rescue.kept', { title: series.title }),
        timeout: lasting,
        actionProps: {
          children: words('action.open'),
          onClick: () => go(`/series/${series.id}`),
        },
      })
      then?.()
    } catch (fault) {
      toasts.add({ title: sayFault(words, fault), priority: 'high' })
    }
    setIsBusy(false)
  }
  return (
    <Button disabled={isBusy} onClick={() => void make()}>
      {words('rescue.keep')}
    </Button>
  )
}

/// Throws it away, once that is certain.
export function Remove({ then }: { readonly then: () => void }) {
  const words = useWords()
  const remove = async () => {
    const sure = await askFirst({
      title: words('rescue.remove.sure'),
      text: words('rescue.remove.why'),
      stay: words('action.cancel'),
      go: words('rescue.remove'),
    })
    if (sure) then()
  }
  return (
    <Button kind="quiet" onClick={() => void remove()}>
      {words('rescue.remove')}
    </Button>
  )
}
