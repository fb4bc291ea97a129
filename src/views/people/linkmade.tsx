import { Button } from '../parts/button.tsx'
import { Copyable } from '../parts/copyable.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { useWords } from '../parts/words.ts'
import type { Made } from './api.ts'
import styles from './linkmade.module.css'
import { Qr } from './qr.tsx'

interface LinkMadeProps {
  readonly made: Made
  readonly onClose: () => void
}

/// A new link, this once: to be copied, or held before a telephone.
export function LinkMade({ made, onClose }: LinkMadeProps) {
  const words = useWords()
  const { invite, url, mailed } = made
  const [signOff] = invite.signOffs
  return (
    <Dialog onClose={onClose} title={words('invite.made')}>
      <div className={styles.made}>
        <Copyable label={words('invite.link')} text={url} />
        <Qr text={url} label={words('invite.qr')} />
        <p>{words('invite.once')}</p>
        {invite.kind === 'guest' && signOff !== undefined && (
          <p>{words('invite.signs', { signOff, person: invite.person ?? '' })}</p>
        )}
        {mailed && invite.email !== null && (
          <p>{words('invite.mailed', { email: invite.email })}</p>
        )}
        <Button kind="primary" onClick={onClose}>
          {words('invite.done')}
        </Button>
      </div>
    </Dialog>
  )
}
