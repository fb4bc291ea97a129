import { useEffect, useState } from 'react'
import { scriptTools } from '../../editor/tools.ts'
import { writingSettings } from '../parts/settings.ts'
import { useStore } from '../parts/usestore.ts'
import { learn, useWords } from '../parts/words.ts'
import { scriptHere } from '../script/scripthere.ts'
import { useSession } from '../series/opened.ts'
import { Timing } from '../timing/timing.tsx'

/// What helps with writing and getting around, loaded when the script stands.
export default function Tools() {
  const [speaks, setSpeaks] = useState(false)
  useEffect(() => {
    Promise.all([learn('tools'), learn('places')]).then(
      () => setSpeaks(true),
      () => {},
    )
  }, [])
  return speaks ? <Spoken /> : null
}

function Spoken() {
  const words = useWords()
  const { document } = useSession()
  const script = useStore(scriptHere)
  useEffect(() => {
    script?.add(scriptTools({ script, document, words, settings: writingSettings }))
  }, [script, document, words])
  return <Timing />
}
