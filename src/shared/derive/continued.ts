import { keyOfName } from '../domain/castentry.ts'
import type { Element } from '../domain/element.ts'
import type { Language } from '../domain/language.ts'
import { readCue } from './cue.ts'

/// Who goes on speaking: a cue is marked where its character spoke last in the scene and nothing
/// but what is seen stands between. A scene heading and a transition begin anew; two who speak at
/// once neither go on nor are gone on from. Shown, never stored.

/// What of a line counts.
interface Cue {
  readonly element: Element
  readonly text: string
  readonly dual?: unknown
}

/// What is put behind the name, by the dress of the script.
export const continuedMark: Readonly<Record<Language, string>> = {
  en: "(CONT'D)",
  'zh-Hans': '（续）',
}

/// Which lines go on. `speaker` is who spoke last in the episode before them, as this gave it back for
/// the lines there.
export function continuedCues(
  lines: readonly Cue[],
  speaker?: string,
): { readonly continued: readonly boolean[]; readonly speaker: string | undefined } {
  let last = speaker
  const continued = lines.map(({ element, text, dual }) => {
    if (element === 'scene-heading' || element === 'transition') last = undefined
    if (element !== 'character') return false
    const name = speakerOf(text)
    if (name === '') return false
    const isDual = dual === 'left' || dual === 'right'
    const goesOn = name === last && !isDual && !saysSo.test(text)
    last = isDual ? undefined : name
    return goesOn
  })
  return { continued, speaker: last }
}

/// Who speaks, in one spelling; '' for nobody.
function speakerOf(cue: string): string {
  return readCue(cue)
    .names.map(({ name }) => keyOfName(name))
    .join(' & ')
}

/// The writer has written it.
const saysSo = /\(\s*CONT(?:['’]?D|INUED|\.)?\s*\)|[（(]续[）)]/i
