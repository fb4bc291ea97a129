import { X } from 'lucide-react'
import { useId, useState } from 'react'
import type { Listed } from '../../shared/derive/castlist.ts'
import { addAlias, removeAlias } from '../../shared/document/cast.ts'
import type { Roster } from '../../shared/domain/castentry.ts'
import { Button, IconButton } from '../parts/button.tsx'
import field from '../parts/field.module.css'
import { useWords } from '../parts/words.ts'
import { useSession, useShownSeries } from '../series/opened.ts'
import styles from './details.module.css'
import { entryOf } from './entered.ts'

interface AliasesProps {
  readonly roster: Roster
  readonly listed: Listed
  readonly mayEdit: boolean
  /// Somebody wants this spelling to be written like the name.
  readonly onMerge: (spelling: string) => void
}

/// Other spellings that stand for the same. They may stay as they are, or be written like the name
/// everywhere.
export function Aliases({ roster, listed, mayEdit, onMerge }: AliasesProps) {
  const words = useWords()
  const { document } = useSession()
  const language = useShownSeries((series) => series.language)
  const id = useId()
  const [typed, setTyped] = useState('')
  if (!mayEdit && listed.aliases.length === 0) return null
  return (
    <div className={styles.part}>
      <h4 className={styles.title} id={id}>
        {words('cast.aliases')}
      </h4>
      {listed.aliases.length > 0 && (
        <ul className={styles.aliases} aria-labelledby={id}>
          {listed.aliases.map(({ name, count }) => (
            <li key={name} className={styles.alias}>
              <span lang={language}>{name}</span>
              <span className={styles.times}>{count}</span>
              {mayEdit && (
                <>
                  {count > 0 && (
                    <Button
                      kind="quiet"
                      aria-label={words('cast.alias.merge', { name, to: listed.name })}
                      onClick={() => onMerge(name)}
                    >
                      {words('rename.merge')}
                    </Button>
                  )}
                  <IconButton
                    label={words('cast.alias.remove', { name })}
                    onClick={() =>
                      document.edit(() => {
                        for (const entry of listed.entries) {
                          if (entry.aliases.includes(name)) {
                            removeAlias(document, roster, entry.id, name)
                          }
                        }
                      })
                    }
                  >
                    <X size={15} aria-hidden />
                  </IconButton>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayEdit && (
        <form
          className={styles.inRow}
          onSubmit={(event) => {
            event.preventDefault()
            const alias = typed.replace(/\s+/gu, ' ').trim()
            if (alias === '') return
            addAlias(document, roster, entryOf(document, roster, listed), alias)
            setTyped('')
          }}
        >
          <input
            className={field.input}
            placeholder={words('cast.alias.add')}
            aria-label={words('cast.alias.add')}
            maxLength={80}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          <Button type="submit">{words('cast.add')}</Button>
        </form>
      )}
    </div>
  )
}
