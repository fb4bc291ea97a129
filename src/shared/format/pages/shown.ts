import { continuedCues } from '../../derive/continued.ts'
import { sceneNumbers } from '../../derive/scenenumbers.ts'
import type { Language } from '../../domain/language.ts'
import { textOf } from '../../domain/line.ts'
import type { ScreenplayEpisode, ScreenplayLine } from '../screenplay.ts'
import type { LineLook } from './finaldraft.ts'
import { printed } from './printed.ts'

/// A line of the script with what is shown beside it and stored nowhere.
export interface Shown {
  readonly line: ScreenplayLine | 'break'
  /// Of a scene: the stored one, else the one that follows from the order where they are shown.
  readonly number?: string
  /// Who speaks goes on speaking.
  readonly continued: boolean
  readonly look?: LineLook
}

export interface ShownEpisode {
  /// The hook's lines first, the cliffhanger's last.
  readonly segments: readonly (readonly Shown[])[]
  /// Lines of which something is not printed, because it is a note.
  readonly notes: number
}

export function shownEpisode(
  { hook, beats, cliffhanger }: ScreenplayEpisode,
  {
    number: episode,
    dress,
    numbered,
    continues,
    lookOf,
  }: {
    readonly number: number
    readonly dress: Language
    readonly numbered: boolean
    readonly continues: boolean
    readonly lookOf?: (line: ScreenplayLine) => LineLook
  },
): ShownEpisode {
  let speaker: string | undefined
  let scenes = 0
  let notes = 0
  const segments = [hook, ...beats, cliffhanger].map(({ lines }) => {
    const set = lines.flatMap((line) => {
      const now = printed(line)
      if (now === undefined || (now !== 'break' && now.spans !== line.spans && isNoted(line)))
        notes++
      return now === undefined ? [] : [now]
    })
    const said = set.map((line) =>
      line === 'break'
        ? { element: 'general' as const, text: '' }
        : { ...line, text: textOf(line.spans) },
    )
    const cues = continuedCues(said, speaker)
    const count = sceneNumbers(said, { episode, dress, scenes })
    speaker = cues.speaker
    scenes = count.scenes
    return set.map((line, i): Shown => {
      const own =
        line !== 'break' && line.element === 'scene-heading' ? line.sceneNumber : undefined
      const number = own ?? (numbered ? count.numbers[i] : undefined)
      return {
        line,
        continued: continues && (cues.continued[i] ?? false),
        ...(number !== undefined && { number }),
        ...(lookOf && line !== 'break' && { look: lookOf(line) }),
      }
    })
  })
  return { segments, notes }
}

function isNoted({ spans }: ScreenplayLine): boolean {
  return /\[\[|\/\*/.test(textOf(spans))
}
