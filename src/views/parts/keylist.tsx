import type { Key } from '../../shared/i18n/catalogue.ts'
import { type Command, isSingle } from './commands.ts'
import { Dialog } from './dialog.tsx'
import { Kbd } from './kbd.tsx'
import styles from './keylist.module.css'
import { letterKeys } from './settings.ts'
import { useAllCommands } from './useallcommands.ts'
import { useStore } from './usestore.ts'
import { useWords } from './words.ts'

/// Every key there is at present, and the switch for single letters.
export default function KeyList({ onClose }: { readonly onClose: () => void }) {
  const words = useWords()
  const all = useAllCommands()
  const letters = useStore(letterKeys)
  const withKeys = all.filter(({ keys }) => keys !== undefined)
  const groups = Map.groupBy(withKeys, ({ group }) => group)
  return (
    <Dialog onClose={onClose} title={words('keys')} className={styles.keys}>
      <div className={styles.groups}>
        {[...groups].map(([group, entries]) => (
          <Group key={group} name={group} entries={entries} />
        ))}
      </div>
      <label className={styles.letters}>
        <input
          type="checkbox"
          checked={letters === 'on'}
          onChange={(event) => letterKeys.set(event.target.checked ? 'on' : 'off')}
        />
        <span>
          {words('settings.letters')}
          <small>{words('keys.hint')}</small>
        </span>
      </label>
    </Dialog>
  )
}

function Group({ name, entries }: { readonly name: Key; readonly entries: readonly Command[] }) {
  const words = useWords()
  return (
    <section>
      <h3 className={styles.name}>{words(name)}</h3>
      <dl>
        {entries.map((command) => (
          <div key={command.id} className={styles.entry}>
            <dt>{command.name}</dt>
            <dd>
              {[...(command.keys ?? [])].sort(bySingle).map((key) => (
                <Kbd key={key} keys={key} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/// Single letters stand last: they can be switched off.
function bySingle(a: string, b: string): number {
  return Number(isSingle(a)) - Number(isSingle(b))
}
