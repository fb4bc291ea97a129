import type { Screenplay, ScreenplayEntry, TitlePageEntry } from '../screenplay.ts'
import { type Paragraph, partOf } from './paragraph.ts'

/// What stands before the first episode: the title of the series, what it is about, who wrote it, who
/// is in it.
export type Preface = Pick<
  Screenplay,
  'title' | 'logline' | 'titlePage' | 'targetSeconds' | 'notes' | 'cast'
>

const titled = /^(?:剧名|片名|剧本名|作品名称?|短剧名称?|项目名称?)\s*[:：]\s*/u
const about =
  /^(?:一句话(?:故事|梗概|简介)?|故事梗概|剧情梗概|剧情简介|故事简介|内容简介|梗概|简介|故事大纲|logline)\s*[:：]?\s*/iu
const people =
  /^[【[]?(?:主要)?(?:人物|角色)(?:小传|介绍|简介|设定|列表|表|关系)\s*[】\]]?\s*[:：]?$/u
const length =
  /^(?:单集时长|每集时长|单集长度|时长)\s*[:：]\s*(?:约|大约)?\s*(?:(\d+(?:\.\d+)?)\s*(?:分钟?|min))?\s*(?:(\d+(?:\.\d+)?)\s*(?:秒|s))?\s*(?:左右)?\s*$/iu
const entry = /^([\p{L}\p{N}／/ ]{1,12})\s*[:：]\s*(.*)$/su
const person = /^([\p{L}\p{N}·•]{1,12})\s*(?:[（(]([^（()）]{1,60})[)）])?\s*[:：]\s*(.*)$/su

export function readPreface(paragraphs: readonly Paragraph[]): Preface {
  let title = ''
  let targetSeconds: number | undefined
  const logline: string[] = []
  const titlePage: TitlePageEntry[] = []
  const notes: string[] = []
  const cast: { name: string; notes: string }[] = []
  /// What a paragraph without a label belongs to.
  let open: 'logline' | 'cast' | undefined
  for (const [i, paragraph] of paragraphs.entries()) {
    const { text, level } = paragraph
    const named =
      /^(?:(?:微?短剧|剧本)\s*)?《([^《》]+)》\s*(?:剧本|分集剧本|完整剧本|短剧)?$/u.exec(text)?.[1]
    const rest = (label: RegExp) => partOf(paragraph, label.exec(text)?.[0].length ?? 0).text
    const lasts = length.exec(text)
    const told = person.exec(text)
    const said = entry.exec(text)
    if (title === '' && named !== undefined) title = named
    else if (title === '' && titled.test(text))
      title = rest(titled).replace(/^《([^《》]+)》$/u, '$1')
    else if (lasts && (lasts[1] || lasts[2])) {
      targetSeconds = Number(lasts[1] ?? 0) * 60 + Number(lasts[2] ?? 0)
    } else if (people.test(text)) open = 'cast'
    else if (
      about.test(text) &&
      (/^[^:：]{2,10}[:：]/u.test(text) || (logline.length === 0 && text.length <= 6))
    ) {
      open = 'logline'
      if (rest(about) !== '') logline.push(rest(about))
    } else if (open === 'cast' && told && level === undefined) {
      const [, name = '', aside, words = ''] = told
      cast.push({ name, notes: [aside ? `（${aside}）` : '', words].join('') })
    } else if (said?.[2] && (open !== 'cast' || level !== undefined)) {
      titlePage.push({ key: said[1]?.trim() ?? '', values: [said[2]] })
      if (open === 'logline') open = undefined
    } else if (open === 'logline' && level === undefined) logline.push(text)
    else if (open === 'cast' && cast.length > 0 && level === undefined) {
      const last = cast.at(-1) as { name: string; notes: string }
      last.notes = [last.notes, text].filter(Boolean).join('\n')
    } else if (title === '' && i === 0 && isTitle(text)) title = text
    else {
      notes.push(text)
      open = undefined
    }
  }
  return {
    title,
    logline: logline.join('\n'),
    titlePage,
    ...(targetSeconds !== undefined && { targetSeconds }),
    ...(notes.length > 0 && { notes: notes.join('\n') }),
    ...(cast.length > 0 && { cast: cast.map(listed) }),
  }
}

function listed({ name, notes }: { name: string; notes: string }): ScreenplayEntry {
  return { name, notes, aliases: [] }
}

function isTitle(text: string): boolean {
  return text.length <= 30 && !/[。！？，：:；]/u.test(text)
}
