import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { scriptTools } from '../../editor/tools.ts'
import { writingSettings } from '../parts/settings.ts'
import { useStore } from '../parts/usestore.ts'
import { learnTools, useWords } from '../parts/words.ts'
import { scriptHere } from '../script/scripthere.ts'
import { useSession } from '../series/opened.ts'

/// What helps with writing and getting around, loaded when the script stands.
export default function Tools() {
  const { i18n } = useTranslation()
  const [speaks, setSpeaks] = useState(false)
  useEffect(() => {
    learnTools(i18n).then(
      () => setSpeaks(true),
      () => {},
    )
  }, [i18n])
  return speaks ? <Spoken /> : null
}

function Spoken() {
  const words = useWords()
  const { document } = useSession()
  const script = useStore(scriptHere)
  useEffect(() => {
    script?.add(scriptTools({ script, document, words, settings: writingSettings }))
  }, [script, document, words])
  return null
}
