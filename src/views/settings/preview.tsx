import { dressOf } from '../../shared/domain/series.ts'
import { language } from '../parts/settings.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { openedHere } from '../series/openedhere.ts'
import styles from './preview.module.css'

/// A few lines in the chosen face, size and length, dressed as the open series is.
export function Preview() {
  const words = useWords()
  const spoken = useStore(language)
  const series = useStore(openedHere)?.session.document.reading.series
  return (
    <figure
      className={styles.preview}
      lang={spoken}
      data-dress={series ? dressOf(series) : spoken}
      aria-label={words('settings.preview')}
    >
      {(['heading', 'action', 'character', 'dialogue'] as const).map((part) => (
        <p key={part} className={styles[part]}>
          {words(`settings.preview.${part}`)}
        </p>
      ))}
    </figure>
  )
}
