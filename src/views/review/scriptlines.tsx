import '../../editor/script.css'
import '../../editor/script.narrow.css'
import '../../editor/script.zh.css'
import type { Line, Span } from '../../shared/domain/line.ts'
import { classes } from '../parts/button.tsx'
import { language as chosenLanguage } from '../parts/settings.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useShownSeries } from '../series/opened.ts'
import styles from './scriptlines.module.css'

/// Lines of script to read, dressed as in the script itself.
export default function ScriptLines({ lines }: { readonly lines: readonly Line[] }) {
  const words = useWords()
  const language = useShownSeries((series) => series.language)
  const chosen = useStore(chosenLanguage)
  if (lines.every(({ text }) => text.trim() === '')) {
    return (
      <p className={styles.none} lang={chosen}>
        {words('review.script.none')}
      </p>
    )
  }
  return (
    <div className={classes('script', styles.script)} lang={language}>
      {lines.map(({ id, element, spans, dual, align }) => (
        <p key={id} data-line={id} data-element={element} data-dual={dual} data-align={align}>
          {spans.map((span, i) => (
            // Spans have no name but their order.
            <Styled key={`${i}`} span={span} />
          ))}
        </p>
      ))}
    </div>
  )
}

function Styled({ span: { text, style } }: { readonly span: Span }) {
  let shown = <>{text}</>
  if (style.bold) shown = <strong>{shown}</strong>
  if (style.italic) shown = <em>{shown}</em>
  if (style.underline) shown = <u>{shown}</u>
  if (style.strike) shown = <s>{shown}</s>
  return shown
}
