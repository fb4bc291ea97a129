import { onDemand } from '../parts/ondemand.tsx'
import { useWords } from '../parts/words.ts'
import { Face } from '../series/face.tsx'
import styles from './accountmenu.module.css'
import { useWho } from './usewho.ts'

const AccountPopup = onDemand(() => import('./accountpopup.tsx'))

/// One's own face, outside any series.
export function AccountMenu() {
  const words = useWords()
  const { user, guests } = useWho()
  const name = user?.name ?? guests[0]?.name ?? ''
  return (
    <AccountPopup
      trigger={
        <button
          type="button"
          className={styles.trigger}
          aria-label={words('account.menu', { name })}
          title={name}
        >
          <Face id={user?.id ?? `guest ${name}`} name={name} />
        </button>
      }
    />
  )
}
