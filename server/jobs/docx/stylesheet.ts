import type { Language } from '../../../src/shared/domain/language.ts'
import { type XmlElement, xmlElement } from '../../../src/shared/format/xml.ts'
import { countStyle, houses, markStyle, numberStyle, type Role, styleId } from './house.ts'
import { paragraphProperties, runProperties } from './runs.ts'

export const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

/// Fonts that office programs bring along; 宋体 is what Chinese scripts are set in.
const fonts: Readonly<Record<Language, { readonly latin: string; readonly han: string }>> = {
  en: { latin: 'Courier New', han: 'SimSun' },
  'zh-Hans': { latin: 'SimSun', han: 'SimSun' },
}

/// The style sheet of a script: a style for each role, a character style for each kind of mark.
/// `prose` sets it as a text that is read, not as a script: a submission.
export function stylesheet(dress: Language, capitals: boolean, prose = false): XmlElement {
  const house = houses[dress]
  const { latin, han } = prose ? { latin: 'Times New Roman', han: 'SimSun' } : fonts[dress]
  const language = { 'w:val': 'en-US', 'w:eastAsia': 'zh-CN' }
  return xmlElement('w:styles', { 'xmlns:w': word }, [
    xmlElement('w:docDefaults', {}, [
      xmlElement('w:rPrDefault', {}, [
        xmlElement('w:rPr', {}, [
          xmlElement('w:rFonts', {
            'w:ascii': latin,
            'w:hAnsi': latin,
            'w:eastAsia': han,
            'w:cs': latin,
          }),
          xmlElement('w:sz', { 'w:val': '24' }),
          xmlElement('w:szCs', { 'w:val': '24' }),
          xmlElement('w:lang', language),
        ]),
      ]),
      xmlElement('w:pPrDefault'),
    ]),
    xmlElement('w:style', { 'w:type': 'paragraph', 'w:default': '1', 'w:styleId': 'Normal' }, [
      xmlElement('w:name', { 'w:val': 'Normal' }),
    ]),
    ...(Object.keys(house) as Role[]).map((role) => {
      const own = capitals ? house[role] : withoutCapitals(house[role])
      return xmlElement('w:style', { 'w:type': 'paragraph', 'w:styleId': styleId(role) }, [
        xmlElement('w:name', { 'w:val': own.name }),
        xmlElement('w:basedOn', { 'w:val': 'Normal' }),
        ...(next[role] ? [xmlElement('w:next', { 'w:val': styleId(next[role]) })] : []),
        xmlElement('w:qFormat'),
        paragraphProperties(own),
        runProperties(own, prose && !proseRoles.has(role) ? fonts[dress] : undefined),
      ])
    }),
    ...[markStyle, numberStyle, countStyle].map((name) =>
      xmlElement('w:style', { 'w:type': 'character', 'w:styleId': name.replaceAll(' ', '') }, [
        xmlElement('w:name', { 'w:val': name }),
        xmlElement('w:rPr', {}, [xmlElement('w:color', { 'w:val': '595959' })]),
      ]),
    ),
  ])
}

/// What is prose wherever it stands.
const proseRoles: ReadonlySet<Role> = new Set<Role>([
  'series-title',
  'series-logline',
  'title-page',
  'heading',
  'body',
])

function withoutCapitals<T extends { readonly caps?: true }>({ caps: _, ...house }: T) {
  return house
}

/// What Enter makes in Word.
const next: Partial<Record<Role, Role>> = {
  'scene-heading': 'action',
  character: 'dialogue',
  'character-left': 'dialogue',
  'character-right': 'dialogue',
  parenthetical: 'dialogue',
  dialogue: 'action',
  transition: 'scene-heading',
  shot: 'action',
  'on-screen-text': 'action',
}
