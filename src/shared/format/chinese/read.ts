import { textOf } from '../../domain/line.ts'
import { defaultTargetSeconds } from '../../domain/series.ts'
import { divideAtScenes } from '../divide.ts'
import { guessLanguage } from '../language.ts'
import type { Reading, ReadOptions } from '../reading.ts'
import type { Loss, Screenplay, ScreenplayEpisode, ScreenplayLine } from '../screenplay.ts'
import { EpisodeDraft } from './episodedraft.ts'
import { type Form, formOf, isSign, unpacked } from './forms.ts'
import { factIn, peopleIn } from './header.ts'
import { type Paragraph, textParagraphs } from './paragraph.ts'
import { readPreface } from './preface.ts'
import { namesIn } from './speech.ts'

/// Reads a Chinese production script: `第N集`, scene headings in all their orders, lines of those
/// present, `△` for what is seen, `名字（情绪）：台词`. Every scene becomes a beat, unless the file marks
/// hooks, beats and cliffhangers itself (`【钩子】`). Any text is a script: what nothing marks is
/// action, or goes on with the speech it stands under.
export function readChinese(text: string, options: ReadOptions = {}): Reading {
  return readParagraphs(textParagraphs(text), options)
}

/// The same for the paragraphs of any file.
export function readParagraphs(given: readonly Paragraph[], options: ReadOptions = {}): Reading {
  const paragraphs = given.flatMap(unpacked)
  const texts = paragraphs.map(({ text }) => text)
  const listed = texts.flatMap((each) => {
    const fact = factIn(each)
    return fact?.about === 'cast' ? peopleIn(fact.value) : []
  })
  const names = namesIn(texts, listed)
  const forms = paragraphs.map((each) => formOf(each, names))
  const start = forms.findIndex(
    ({ is }, i) => opens.has(is) || isPicture(paragraphs[i] as Paragraph),
  )
  const preface = readPreface(paragraphs.slice(0, Math.max(start, 0)))
  const losses: Loss[] = []
  const drafts = draftsOf(paragraphs, forms, Math.max(start, 0), losses)
  reportNumbers(drafts, losses)
  const language = options.language ?? guessLanguage(texts.join('\n'))
  const named = forms.some(({ is }) => is === 'episode' || is === 'segment')
  const screenplay: Screenplay = {
    ...preface,
    language,
    episodes: divided(
      drafts.map((draft) => draft.made()),
      named,
      { ...preface, language },
      options,
    ),
  }
  return { screenplay, losses }
}

/// What ends the preface.
const opens: ReadonlySet<Form['is']> = new Set<Form['is']>(['episode', 'heading', 'segment'])

function divided(
  episodes: readonly ScreenplayEpisode[],
  named: boolean,
  { language, targetSeconds }: Pick<Screenplay, 'language' | 'targetSeconds'>,
  options: ReadOptions,
): readonly ScreenplayEpisode[] {
  if (named || options.divide !== 'scenes') return episodes
  const lines = episodes.flatMap(({ beats }) => beats.flatMap((beat) => beat.lines))
  const target = options.targetSeconds ?? targetSeconds ?? defaultTargetSeconds
  return divideAtScenes(lines, target, (line) => options.seconds(line, language))
}

function draftsOf(
  paragraphs: readonly Paragraph[],
  forms: readonly Form[],
  start: number,
  losses: Loss[],
): readonly EpisodeDraft[] {
  const marksPictures = paragraphs.some(isPicture)
  let draft = new EpisodeDraft({ title: '', unlock: false })
  const drafts = [draft]
  /// Whether the next paragraph without a mark is said by who was named last.
  let waits = false
  let ends = 0
  const guesses: number[] = []
  for (let i = start; i < paragraphs.length; i++) {
    const paragraph = paragraphs[i] as Paragraph
    const form = forms[i] as Form
    const waited: boolean = waits
    waits = false
    if (form.is !== 'end' && form.is !== 'unlock' && form.is !== 'episode') draft.goOn(losses)
    switch (form.is) {
      case 'episode':
        if (draft.at === undefined && draft.isEmpty) drafts.pop()
        draft = new EpisodeDraft({ ...form, at: paragraph.at })
        drafts.push(draft)
        break
      case 'heading':
        draft.scene(form.text)
        break
      case 'fact':
        draft.fact(form.fact, paragraph)
        break
      case 'note':
        draft.note(form.of, form.text, paragraph)
        break
      case 'segment':
        draft.segment(form.kind, form.outline)
        break
      case 'unlock':
        draft.unlockAt(paragraph)
        break
      case 'end':
        ends++
        draft.end()
        break
      case 'lines':
        draft.add(form.lines)
        waits = form.waits
        break
      case 'plain': {
        if (paragraph.level !== undefined) {
          draft.heading(paragraph)
          break
        }
        const line = plainLine(paragraph, waited, draft.last, marksPictures)
        waits = waited && line.element === 'parenthetical'
        if (marksPictures && !waited && line.element !== 'general') guesses.push(paragraph.at)
        draft.add([line])
      }
    }
  }
  if (ends > 0) {
    losses.push({
      code: 'zh.ends',
      message: `Marks at the ends of episodes (本集完) are not kept: where the next one begins says so (${ends}).`,
    })
  }
  const [first] = guesses
  if (first !== undefined) {
    losses.push({
      code: 'zh.unmarked',
      message: `Some lines have neither △ nor a name: they are taken for action, or for more of the speech they stand under (lines: ${guesses.length}, the first is named here).`,
      at: first,
    })
  }
  return drafts
}

function isPicture(paragraph: Paragraph): boolean {
  return isSign(paragraph) && !/^第/u.test(paragraph.text)
}

function plainLine(
  { text, spans, apart }: Paragraph,
  waited: boolean,
  last: ScreenplayLine | undefined,
  marksPictures: boolean,
): ScreenplayLine {
  if (/^\|.*\|$/u.test(text)) return { element: 'general', spans }
  if (waited) {
    return { element: /^[（(][^（()）]*[)）]$/u.test(text) ? 'parenthetical' : 'dialogue', spans }
  }
  const goesOn = marksPictures && !apart && last?.element === 'dialogue'
  return { element: goesOn && !/^[（(]/u.test(text) ? 'dialogue' : 'action', spans }
}

function reportNumbers(drafts: readonly EpisodeDraft[], losses: Loss[]): void {
  for (const [i, { number, at }] of drafts.entries()) {
    if (number === undefined || number === i + 1) continue
    losses.push({
      code: 'zh.episode-number',
      message: `Episodes are numbered by their order: episode ${number} of the file is now episode ${i + 1}, and so on.`,
      ...(at !== undefined && { at }),
    })
    return
  }
}

/// Whether most of what a text says is said the way Chinese scripts say it.
export function isChineseScript(text: string): boolean {
  const paragraphs = textParagraphs(text).slice(0, 400)
  const none = new Set<string>()
  let signs = 0
  let others = 0
  for (const paragraph of paragraphs) {
    if (/^[@.!>~=](?=\S)|^\[\[|^[A-Z][A-Za-z ]{2,20}:/u.test(paragraph.text)) others++
    else if (isSign(paragraph)) signs++
    else {
      const form = formOf(paragraph, none)
      const spoken = form.is === 'lines' && form.lines[0]?.element === 'character'
      const isHan = /\p{Script=Han}/u.test(textOf(paragraph.spans))
      if (isHan && (spoken || form.is === 'heading' || form.is === 'fact')) signs++
    }
  }
  return signs > others
}
