import { useEffect } from 'react'
import { scriptTools } from '../../editor/tools.ts'
import { Cast } from '../cast/cast.tsx'
import { Counts } from '../counts/counts.tsx'
import { Find } from '../find/find.tsx'
import { Going } from '../going/going.tsx'
import { waysOf } from '../going/ways.ts'
import { writingSettings } from '../parts/settings.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { Pasting } from '../pasting/pasting.tsx'
import { textOptions } from '../pasting/textoptions.ts'
import { scriptHere } from '../script/scripthere.ts'
import { useSession } from '../series/opened.ts'
import { Timing } from '../timing/timing.tsx'
import { TranslationCommand } from '../translation/translation.tsx'

/// What helps with writing and getting around, loaded when the script stands.
export default function Tools() {
  const words = useWords()
  const session = useSession()
  const script = useStore(scriptHere)
  useEffect(() => {
    // In another language it is made anew, and this one is gone already.
    if (!script || script !== scriptHere.get()) return
    const { document } = session
    const ways = waysOf(session, words)
    const text = textOptions(words)
    script.add(scriptTools({ script, document, words, settings: writingSettings, ways, text }))
  }, [script, session, words])
  return script ? (
    <>
      <Going script={script} />
      <Find />
      <Pasting />
      <Counts />
      <Cast script={script} />
      <Timing />
      <TranslationCommand />
    </>
  ) : null
}
