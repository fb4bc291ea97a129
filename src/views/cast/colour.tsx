import { useId } from 'react'
import type { Listed } from '../../shared/derive/castlist.ts'
import { setColour } from '../../shared/document/cast.ts'
import type { Roster } from '../../shared/domain/castentry.ts'
import { useWords } from '../parts/words.ts'
import { colors } from '../series/colors.ts'
import { useSession } from '../series/opened.ts'
import styles from './details.module.css'
import { entryOf } from './entered.ts'

interface ColourProps {
  readonly roster: Roster
  readonly listed: Listed
  readonly mayEdit: boolean
}

/// The colour of a character or a place, wherever they are shown in one.
export function Colour({ roster, listed, mayEdit }: ColourProps) {
  const words = useWords()
  const { document } = useSession()
  const name = useId()
  const set = (colour: string | undefined) => {
    document.edit(() => {
      for (const { id, colour: old } of listed.entries) {
        if (old !== undefined) setColour(document, roster, id, undefined)
      }
      if (colour !== undefined)
        setColour(document, roster, entryOf(document, roster, listed), colour)
    })
  }
  return (
    <fieldset className={styles.colours} disabled={!mayEdit}>
      <legend className={styles.title}>{words('cast.colour')}</legend>
      {[undefined, ...colors].map((colour, i) => (
        <label key={colour ?? 'none'} className={styles.colour}>
          <input
            type="radio"
            name={name}
            checked={listed.colour === colour}
            aria-label={
              colour === undefined
                ? words('cast.colour.none')
                : words('cast.colour.number', { number: i })
            }
            onChange={() => set(colour)}
          />
          <span style={colour === undefined ? {} : { background: colour }} />
        </label>
      ))}
    </fieldset>
  )
}
