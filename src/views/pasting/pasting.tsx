import { useMemo } from 'react'
import { fountainAt } from '../../editor/copy/fountain.ts'
import { pastePayload } from '../../editor/paste/paste.ts'
import type { ScriptView } from '../../editor/scriptview.ts'
import type { SeriesDocument } from '../../shared/document/seriesdocument.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { type Command, isMac, useCommands } from '../parts/commands.ts'
import { spelling } from '../parts/settings.ts'
import { toasts } from '../parts/toasts.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { scriptHere } from '../script/scripthere.ts'
import { useSession } from '../series/opened.ts'
import { textOptions } from './textoptions.ts'

/// The commands that handle text.
export function Pasting() {
  const words = useWords()
  const session = useSession()
  const script = useStore(scriptHere)
  const mayEdit = useStore(session.mayEdit)
  useCommands(
    useMemo(
      () => [
        ...(script && mayEdit ? pasteCommands(script, session.document, words) : []),
        ...(script ? [copyCommand(script, words)] : []),
        spellingCommand(words),
      ],
      [words, script, mayEdit, session],
    ),
  )
  return null
}

/// The browser takes the key itself and lets the page know; from the palette the page has to ask
/// for the clipboard.
function pasteCommands(
  script: ScriptView,
  document: SeriesDocument,
  words: Words,
): readonly Command[] {
  const name = words('paste.plain')
  const group = 'place.script'
  return [
    { id: 'paste-plain-key', name, group, keys: ['Mod-Shift-v'] },
    {
      id: 'paste-plain',
      name,
      group,
      run: () => void pastePlain(script, document, words),
    },
  ]
}

async function pastePlain(script: ScriptView, document: SeriesDocument, words: Words) {
  let text: string
  try {
    text = await navigator.clipboard.readText()
  } catch {
    const key = isMac ? '⇧⌘V' : 'Ctrl+Shift+V'
    toasts.add({ title: words('paste.denied', { key }), priority: 'high' })
    return
  }
  const { refuse } = textOptions(words)
  const language = () => document.reading.series.language
  pastePayload(script.view, { html: '', text }, { language, refuse }, true)
  script.focus()
}

function copyCommand(script: ScriptView, words: Words): Command {
  return {
    id: 'copy-fountain',
    name: words('copy.fountain'),
    group: 'place.script',
    keys: ['Mod-Alt-Shift-c'],
    inText: true,
    run: () => void copyFountain(script, words),
  }
}

async function copyFountain({ view }: ScriptView, words: Words) {
  const copied = fountainAt(view.state)
  if (!copied) {
    toasts.add({ title: words('copy.fountain.none') })
    return
  }
  const done = await put(copied.text)
  const title = done
    ? words('copy.fountain.done', { count: copied.lines })
    : words('copy.fountain.denied')
  toasts.add({ title, ...(!done && { priority: 'high' as const }) })
}

async function put(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

function spellingCommand(words: Words): Command {
  return {
    id: 'spelling',
    name: words('view.spelling'),
    group: 'keys.group.view',
    keys: ['Mod-Alt-Shift-l'],
    inText: true,
    run: () => {
      const next = spelling.get() === 'on' ? 'off' : 'on'
      spelling.set(next)
      toasts.add({ title: words(`view.spelling.${next}`) })
    },
  }
}
