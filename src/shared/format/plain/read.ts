import type { Element } from '../../domain/element.ts'
import { defaultTargetSeconds } from '../../domain/series.ts'
import { type Paragraph, partOf, textParagraphs } from '../chinese/paragraph.ts'
import { translationIn } from '../chinese/speech.ts'
import { divideAtScenes } from '../divide.ts'
import { type EpisodeHeading, readEpisodeHeading } from '../fountain/headings.ts'
import { guessLanguage } from '../language.ts'
import type { Reading, ReadOptions } from '../reading.ts'
import type { Loss, ScreenplayEpisode, ScreenplayLine, TitlePageEntry } from '../screenplay.ts'

/// English vertical scripts as they are typed into plain text: `EPISODE 1`, headings with `INT.`,
/// `NAME:` in front of what is said or above it, `NAME: (TEXT)`, `[beat]`, `TEXT ON SCREEN:`,
/// `SMASH CUT TO BLACK.`, `[END EPISODE - CLIFFHANGER]`. Scenes are beats; any other line is action.

const heading = /^(?:int|ext|est|i\/e)\b[./\s].*\p{L}/iu
const cue =
  /^([\p{L}\p{N}][\p{L}\p{N} .'’&#/-]{0,38}?)\s*(\([^()]{1,60}\))?\s*:\s*(\([^()]{1,80}\))?\s*(.*)$/su
const onScreen =
  /^(?:text on screen|on[- ]screen text|super(?:imposed?)?|title(?: card)?|caption|chyron|text(?: message)?)\s*:/iu
const transition =
  /^(?:(?:smash |match |hard |jump )?cut to\b.*|fade (?:in|out|to)\b.*|dissolve to\b.*|.{0,30}\bTO:)$/iu
const ends = /^\[?\s*end (?:of )?episode\b[^\]]*\]?$/iu
/// A name in capitals by itself, with what is said right under it.
const loud =
  /^(?=.*\p{Lu})[\p{Lu}\p{N}][\p{Lu}\p{N}\p{M} .'’&#/-]{0,37}(?:\([^()]{1,40}\))?(?<![.!?…-])$/u
const beat = /^[[(]([^[\]()]{1,60})[\])]$/u
const fields: ReadonlySet<string> = new Set([
  ...['episode', 'ep', 'title', 'runtime', 'genre', 'characters', 'logline', 'series', 'format'],
  ...['written by', 'writer', 'author', 'target', 'duration', 'setting', 'tone', 'hook'],
])

/// Whether somebody speaks behind or under a name with a colon at least twice.
export function isPlainScript(text: string): boolean {
  const paragraphs = textParagraphs(text).slice(0, 400)
  if (paragraphs.some((each) => /^(?:[@~>.](?=[\p{L}])|={1,3}\s|\[\[)/u.test(each.text)))
    return false
  const spoken = paragraphs.filter((each) => nameIn(each) !== undefined).length
  return spoken > 1 && paragraphs.some(({ text: said }) => heading.test(said) || ends.test(said))
}

/// Who speaks; a name in capitals or of at most three words.
function nameIn({ text, level, bullet }: Paragraph): RegExpExecArray | undefined {
  const isNamed = level === undefined && !bullet && /^[^:]{1,140}:/u.test(text)
  const found = isNamed ? cue.exec(text) : null
  const name = found?.[1] ?? ''
  if (!found || onScreen.test(text) || fields.has(name.toLowerCase()) || /\bTO$/u.test(name)) {
    return undefined
  }
  const isLoud = name === name.toUpperCase() && /\p{L}/u.test(name)
  const isShort = /^\p{Lu}/u.test(name) && name.split(/\s+/u).length <= 3
  return isLoud || isShort ? found : undefined
}

interface Draft {
  heading?: EpisodeHeading & { readonly at: number }
  title: string
  readonly scenes: ScreenplayLine[][]
}

export function readPlain(text: string, options: ReadOptions = {}): Reading {
  const losses: Loss[] = []
  const titlePage: TitlePageEntry[] = []
  let draft: Draft = { title: '', scenes: [] }
  const drafts = [draft]
  let waits = false
  let ends_ = 0
  const add = (element: Element, { spans }: Pick<Paragraph, 'spans'>) => {
    if (draft.scenes.length === 0) draft.scenes.push([])
    draft.scenes.at(-1)?.push({ element, spans })
  }
  const paragraphs = textParagraphs(text)
  const say = (words: Paragraph) => {
    const other = translationIn(words.text)
    add('dialogue', other ? partOf(words, 0, other.at) : words)
    const scene = draft.scenes.at(-1)
    const last = scene?.pop()
    if (last) scene?.push(other ? { ...last, translation: other.text } : last)
  }
  for (const [i, paragraph] of paragraphs.entries()) {
    const said = paragraph.text
    const waited = waits && !paragraph.apart
    waits = false
    const episode = readEpisodeHeading(said.replace(/^(episode|ep)\s*:\s*/iu, '$1 '))
    const field = /^([\p{L} ]{2,20}):\s*(.+)$/su.exec(said)
    const isHead = draft.scenes.length === 0
    const name = nameIn(paragraph)
    if (episode && said.length <= 80 && !(waited && !/^ep/iu.test(said))) {
      if (drafts.length === 1 && isHead && !draft.heading) drafts.pop()
      draft = { heading: { ...episode, at: paragraph.at }, title: episode.title, scenes: [] }
      drafts.push(draft)
    } else if (isHead && field && fields.has((field[1] ?? '').toLowerCase())) {
      const [, key = '', value = ''] = field
      if (/^title$/iu.test(key) && draft.heading && draft.title === '') draft.title = value
      else titlePage.push({ key, values: [value] })
    } else if (ends.test(said)) ends_++
    else if (heading.test(said)) {
      const only = draft.scenes.length === 1 ? draft.scenes[0] : undefined
      const opens = only && !only.some(({ element }) => element === 'scene-heading')
      if (!opens) draft.scenes.push([])
      add('scene-heading', paragraph)
    } else if (onScreen.test(said)) add('on-screen-text', paragraph)
    else if (transition.test(said) && said.length <= 40) add('transition', paragraph)
    else if (name) {
      const [all, who = '', aside, direction, rest = ''] = name
      add('character', withAside(partOf(paragraph, 0, who.length), aside))
      if (direction) add('parenthetical', { spans: [{ text: direction, style: {} }] })
      if (rest) say(partOf(paragraph, all.length - rest.length))
      waits = rest === ''
    } else if (loud.test(said) && paragraphs[i + 1]?.apart === false && !waited) {
      add('character', paragraph)
      waits = true
    } else if (waited) {
      const isDirection = /^\([^()]*\)$/u.test(said)
      if (isDirection) add('parenthetical', paragraph)
      else say(paragraph)
      waits = true
    } else if (beat.test(said)) {
      add(lastOf(draft)?.element === 'dialogue' ? 'parenthetical' : 'action', inRound(paragraph))
    } else add('action', paragraph)
  }
  if (ends_ > 0) {
    losses.push({
      code: 'plain.ends',
      message: `Marks at the ends of episodes are not kept: where the next one begins says so (${ends_}).`,
    })
  }
  reportNumbers(drafts, losses)
  const language = options.language ?? guessLanguage(text)
  const named = drafts.some((each) => each.heading)
  let episodes = drafts.map(episodeOf)
  if (!named && options.divide === 'scenes') {
    const lines = drafts.flatMap(({ scenes }) => scenes.flat())
    const seconds = (line: ScreenplayLine) => options.seconds(line, language)
    episodes = [...divideAtScenes(lines, options.targetSeconds ?? defaultTargetSeconds, seconds)]
  }
  return { screenplay: { title: '', logline: '', language, titlePage, episodes }, losses }
}

function withAside({ spans }: Paragraph, aside: string | undefined): Pick<Paragraph, 'spans'> {
  return { spans: aside === undefined ? spans : [...spans, { text: ` ${aside}`, style: {} }] }
}

/// `[beat]` is a direction like `(beat)`.
function inRound({ text }: Paragraph): Pick<Paragraph, 'spans'> {
  return { spans: [{ text: `(${text.slice(1, -1)})`, style: {} }] }
}

function lastOf({ scenes }: Draft): ScreenplayLine | undefined {
  return scenes.at(-1)?.at(-1)
}

function reportNumbers(drafts: readonly Draft[], losses: Loss[]): void {
  for (const [i, { heading: said }] of drafts.entries()) {
    if (said?.number === undefined || said.number === i + 1) continue
    losses.push({
      code: 'plain.episode-number',
      message: `Episodes are numbered by their order: episode ${said.number} of the file is now episode ${i + 1}, and so on.`,
      at: said.at,
    })
    return
  }
}

function episodeOf({ title, scenes }: Draft): ScreenplayEpisode {
  const empty = { outline: '', lines: [] }
  return {
    title,
    summary: '',
    hook: empty,
    beats: scenes.map((lines) => ({ outline: '', lines })),
    cliffhanger: empty,
  }
}
