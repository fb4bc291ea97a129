import type { Session } from '../../session/session.ts'
import type { Binned, Series } from '../../shared/domain/series.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { lasting, toasts } from '../parts/toasts.ts'
import { putBack } from './putback.ts'

/// Says so when somebody else puts what this person is in into the bin, with the way back. Give it
/// the changes before the script does: that moves the cursor on.
export function sayWhatIsTaken(session: Session, words: Words): () => void {
  const { reading } = session.document
  return reading.onChange(({ previous, current, transaction }) => {
    const { segment } = session.place.get()
    if (transaction.local || segment === undefined || !shows(previous, segment)) return
    const now = reading.group(segment)?.id ?? segment
    const binned = shows(current, now) ? undefined : inBin(current, now)
    if (!binned) return
    toasts.add({
      title: words('script.said.taken'),
      timeout: lasting,
      ...(session.mayEdit.get() && {
        actionProps: {
          children: words('panel.bin.restore'),
          onClick: () => putBack(session, binned),
        },
      }),
    })
  })
}

function shows({ episodes }: Series, segment: string): boolean {
  return episodes.some(({ segments }) => segments.some(({ id }) => id === segment))
}

function inBin({ bin }: Series, segment: string): Binned | undefined {
  return bin.find((binned) =>
    binned.what === 'episode'
      ? binned.episode.segments.some(({ id }) => id === segment)
      : binned.what === 'segment' && binned.id === segment,
  )
}
