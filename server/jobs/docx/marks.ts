import type { Language } from '../../../src/shared/domain/language.ts'
import type { SegmentKind } from '../../../src/shared/domain/segment.ts'

/// What a script in Word shows beside what people write: `△`, `Episode 3: `, `Hook`. It lies outside
/// of the hidden ids, in a style of its own, and is left out when the file is read.

export function episodeMark(dress: Language, number: number, titled: boolean): string {
  if (dress === 'zh-Hans') return titled ? `第${number}集：` : `第${number}集`
  return titled ? `Episode ${number}: ` : `Episode ${number}`
}

const names: Readonly<Record<Language, Readonly<Record<SegmentKind, string>>>> = {
  en: { hook: 'Hook', beat: 'Beat', cliffhanger: 'Cliffhanger' },
  'zh-Hans': { hook: '钩子', beat: '节拍', cliffhanger: '悬念' },
}

export function segmentMark(dress: Language, kind: SegmentKind, number: number): string {
  return kind === 'beat' ? `${names[dress].beat} ${number}` : names[dress][kind]
}

export const actionMark = '△'
export const speechMark = '：'

const known =
  /^(?:\t|\d+(?:-\d+)?|△ ?|：|Episode \d+(?:: ?)?|第\d+集：?|(?:Hook|Cliffhanger|钩子|悬念|(?:Beat|节拍) \d+))/u

/// How much of a run of marks is ours. Behind it stands what somebody has typed: an office program
/// goes on in the style of what stands in front.
export function markLength(text: string): number {
  return known.exec(text)?.[0].length ?? 0
}
