import { useState } from 'react'
import { type Roster, rosters } from '../../shared/domain/castentry.ts'
import { TabbedDialog } from '../parts/tabbeddialog.tsx'
import { useWords } from '../parts/words.ts'
import { RosterView } from './rosterview.tsx'

const names = { cast: 'cast.people', places: 'cast.places' } as const

/// Who and where: the people and the places of the series.
export default function CastDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords()
  // While something is being renamed nothing closes it: what is typed meanwhile would be part of
  // the same step.
  const [isBusy, setBusy] = useState(false)
  const tab = (roster: Roster) => ({
    id: roster,
    name: words(names[roster]),
    body: <RosterView roster={roster} onGone={onClose} onBusy={setBusy} />,
  })
  return (
    <TabbedDialog
      title={words('cast.title')}
      tabs={rosters.map(tab)}
      onClose={() => {
        if (!isBusy) onClose()
      }}
    />
  )
}
