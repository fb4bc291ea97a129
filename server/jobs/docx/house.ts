import type { Element } from '../../../src/shared/domain/element.ts'
import type { Language } from '../../../src/shared/domain/language.ts'

/// The house: what the paragraphs of a script are called in Word, and how they stand on the page.
/// Readers go by the names, so they are the same in every language; LibreOffice makes ids of its own
/// out of them when it saves.

/// A paragraph of ours: an element of the script, or what stands around it.
export type Role =
  | Element
  | 'character-left'
  | 'character-right'
  | 'speech'
  | 'series-title'
  | 'series-logline'
  | 'title-page'
  | 'episode'
  | 'segment'
  | 'summary'
  | 'outline'
  | 'heading'
  | 'body'

export interface House {
  readonly name: string
  /// Twips (1440 to the inch) from the text's own edges.
  readonly left?: number
  readonly right?: number
  readonly hanging?: number
  /// Twips of space in front.
  readonly before?: number
  readonly align?: 'center' | 'right'
  readonly bold?: true
  readonly italic?: true
  readonly caps?: true
  /// Stays on the page of what follows.
  readonly withNext?: true
  readonly newPage?: true
  /// Where it stands in Word's navigation, from 0.
  readonly level?: number
  /// Half points, where not 24.
  readonly size?: number
  readonly grey?: true
}

/// Indents of the industry's layout on US Letter with the text from 1.5 to 7.5 inches: dialogue 2.5
/// to 6.0, parenthetical 3.0 to 5.5 with its bracket hanging, character from 3.5.
const english: Readonly<Record<Role, House>> = {
  'scene-heading': { name: 'Scene Heading', before: 480, caps: true, withNext: true },
  action: { name: 'Action', before: 240 },
  character: { name: 'Character', left: 2880, before: 240, caps: true, withNext: true },
  'character-left': { name: 'Character Left', left: 2880, before: 240, caps: true, withNext: true },
  'character-right': {
    ...{ name: 'Character Right', left: 2880, before: 240 },
    ...{ caps: true as const, withNext: true as const },
  },
  parenthetical: { name: 'Parenthetical', left: 2304, right: 2880, hanging: 144, withNext: true },
  dialogue: { name: 'Dialogue', left: 1440, right: 2160 },
  transition: { name: 'Transition', right: 576, before: 240, align: 'right', caps: true },
  shot: { name: 'Shot', before: 240, caps: true, withNext: true },
  lyric: { name: 'Lyric', left: 1440, right: 2160, italic: true },
  'on-screen-text': { name: 'On-Screen Text', before: 240 },
  general: { name: 'General', before: 240 },
  speech: { name: 'Speech', before: 240 },
  'series-title': { name: 'Title', align: 'center', before: 4800, bold: true, size: 36 },
  'series-logline': { name: 'Logline', align: 'center', before: 480 },
  'title-page': { name: 'Title Page', align: 'center', before: 120 },
  episode: {
    ...{ name: 'Episode', bold: true, withNext: true, newPage: true, level: 0, size: 28 },
  } as House,
  segment: { name: 'Segment', before: 360, grey: true, withNext: true, level: 1, size: 20 },
  summary: { name: 'Summary', before: 120, italic: true },
  outline: { name: 'Outline', before: 60, left: 360, grey: true, size: 20 },
  heading: { name: 'Section', before: 480, bold: true, withNext: true, level: 0, size: 28 },
  body: { name: 'Body', before: 120 },
}

const chinese: Readonly<Record<Role, House>> = {
  ...english,
  'scene-heading': { name: 'Scene Heading', before: 240, bold: true, withNext: true },
  action: { name: 'Action', before: 60 },
  character: { name: 'Character', before: 60, withNext: true },
  'character-left': { name: 'Character Left', before: 60, withNext: true },
  'character-right': { name: 'Character Right', before: 60, withNext: true },
  parenthetical: { name: 'Parenthetical' },
  dialogue: { name: 'Dialogue' },
  speech: { name: 'Speech', before: 60 },
  transition: { name: 'Transition', before: 60 },
  shot: { name: 'Shot', before: 60 },
  lyric: { name: 'Lyric', before: 60, italic: true },
  'on-screen-text': { name: 'On-Screen Text', before: 60 },
  general: { name: 'General', before: 60 },
}

export const houses: Readonly<Record<Language, Readonly<Record<Role, House>>>> = {
  en: english,
  'zh-Hans': chinese,
}

/// What LibreOffice makes of a name: its id has no space.
export function styleId(role: Role): string {
  return english[role].name.replace(/[^A-Za-z]/g, '')
}

/// The name of the style of what is put in for the eye alone: `△`, `：`, a scene's number.
export const markStyle = 'Script Mark'
export const numberStyle = 'Scene Number'
export const countStyle = 'Scene Count'

const roles = new Map(
  (Object.keys(english) as Role[]).map((role) => [keyOfStyle(english[role].name), role]),
)

/// The role of a style of ours, by its name or id.
export function roleOf(style: string): Role | undefined {
  return roles.get(keyOfStyle(style))
}

/// Names of styles in one spelling.
export function keyOfStyle(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '')
}
