import type { Language } from '../../../src/shared/domain/language.ts'
import { Dice } from '../../fuzz/dice.ts'

/// Payloads such as programs put on the clipboard, made of words that are found nowhere else, and
/// hostile ones.

export interface Trial {
  readonly seed: number
  readonly name: string
  readonly payload: { readonly html: string; readonly text: string }
  readonly language: Language
  /// Whether it is pasted with Mod-Shift-v.
  readonly plain: boolean
  /// Every one of these is in the script once.
  readonly shown: readonly string[]
  /// None of these is in it.
  readonly hidden: readonly string[]
  /// What it is refused as, where it is.
  readonly refused?: string
}

type Kind = 'heading' | 'action' | 'name' | 'bracket' | 'speech' | 'transition'

interface Piece {
  readonly kind: Kind
  readonly text: string
}

/// What is being written.
class Draft {
  readonly dice: Dice
  readonly shown: string[] = []
  readonly hidden: string[] = []

  constructor(dice: Dice) {
    this.dice = dice
  }

  word(): string {
    const word = this.#made()
    this.shown.push(word)
    return word
  }

  secret(): string {
    const word = `zz${this.#made()}`
    this.hidden.push(word)
    return word
  }

  words(most: number): string {
    const count = 1 + this.dice.below(most)
    return Array.from({ length: count }, () => this.word()).join(' ')
  }

  /// Letters only and ending in `q`: no word is part of another.
  #made(): string {
    const letters = 'abcdefghijklmnop'
    const made = Array.from({ length: 7 }, () => letters[this.dice.below(letters.length)]).join('')
    return `${made}q`
  }
}

function scene(draft: Draft): Piece[] {
  const { dice } = draft
  const pieces: Piece[] = []
  const count = 1 + dice.below(6)
  if (dice.chance(0.8)) {
    pieces.push({ kind: 'heading', text: `INT. ${draft.word().toUpperCase()} - NIGHT` })
  }
  for (let i = 0; i < count; i++) {
    if (dice.chance(0.4)) pieces.push({ kind: 'action', text: `${capital(draft.words(14))}.` })
    else {
      pieces.push({ kind: 'name', text: draft.word().toUpperCase() })
      if (dice.chance(0.3)) pieces.push({ kind: 'bracket', text: `(${draft.word()})` })
      pieces.push({ kind: 'speech', text: `${capital(draft.words(12))}.` })
    }
  }
  if (dice.chance(0.2)) pieces.push({ kind: 'transition', text: 'CUT TO:' })
  // Words in capitals are looked for in capitals.
  for (const { kind, text } of pieces) {
    if (kind !== 'heading' && kind !== 'name') continue
    for (const [i, word] of draft.shown.entries()) {
      if (text.includes(word.toUpperCase())) draft.shown[i] = word.toUpperCase()
    }
  }
  for (const { text } of pieces) {
    for (const [i, word] of draft.shown.entries()) {
      if (text.startsWith(capital(word))) draft.shown[i] = capital(word)
    }
  }
  return pieces
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

const indents: Readonly<Record<Kind, number>> = {
  heading: 0,
  action: 0,
  name: 22,
  bracket: 16,
  speech: 10,
  transition: 50,
}

type Write = (pieces: readonly Piece[], draft: Draft) => { html?: string; text?: string }

const word: Write = (pieces) => {
  const inches = { ...indents }
  const body = pieces
    .map(
      ({ kind, text }) => `<p class=MsoNormal style='margin-left:${inches[kind] / 10}in;
mso-pagination:none'><span lang=EN-US style='font-family:"Courier New"'>${escaped(text)}<o:p></o:p></span></p>`,
    )
    .join('\n\n<p class=MsoNormal><o:p>&nbsp;</o:p></p>\n\n')
  return {
    html: `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0in; font-size:12.0pt;} @page WordSection1 {size:8.5in 11.0in;} --></style>
</head><body lang=EN-US><!--StartFragment-->${body}<!--EndFragment--></body></html>`,
  }
}

const wordStyles: Write = (pieces, draft) => ({
  html: `<html><head><style><!--
p.a1{mso-style-name:"Scene Heading"} p.a2{mso-style-name:Action} p.a3{mso-style-name:Character}
p.a4{mso-style-name:Parenthetical} p.a5{mso-style-name:Dialogue} p.a6{mso-style-name:Transition}
--></style><title>${draft.secret()}</title></head><body>${pieces
    .map(({ kind, text }) => `<p class=a${kinds.indexOf(kind) + 1}>${escaped(text)}</p>`)
    .join('\n')}</body></html>`,
})

const kinds: readonly Kind[] = ['heading', 'action', 'name', 'bracket', 'speech', 'transition']

const wordList: Write = (pieces) => ({
  html: pieces
    .map(
      ({ text }, i) =>
        `<p class=MsoListParagraph style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${i % 2 ? '·' : `${i + 1}.`}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>${escaped(text)}</p>`,
    )
    .join('\n'),
})

const googleDocs: Write = (pieces, { dice }) => ({
  html: `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-0">${pieces
    .map(({ kind, text }) => {
      const bold = dice.chance(0.2) ? 700 : 400
      return `<p dir="ltr" style="line-height:1.2;margin-left: ${indents[kind] * 7.2}pt;margin-top:0pt;"><span style="font-size:12pt;font-family:Courier New;font-weight:${bold};text-decoration:none;white-space:pre;white-space:pre-wrap;">${escaped(text)}</span></p>`
    })
    .join(dice.chance(0.5) ? '<br />' : '')}</b>`,
})

const classed: Write = (pieces, { dice }) => {
  const [prefix, names] = dice.pick([
    ['', ['Scene-Heading', 'Action', 'Character', 'Parenthetical', 'Dialogue', 'Transition']],
    ['', ['sceneheading', 'action', 'character', 'parenthetical', 'dialog', 'transition']],
    ['wd-', ['slugline', 'action', 'character', 'paren', 'dialogue', 'transition']],
    ['fd_', ['scene', 'description', 'cue', 'parenthetical', 'dialogue', 'transition']],
  ] as const) as readonly [string, readonly string[]]
  return {
    html: `<div class="page">${pieces
      .map(({ kind, text }) => {
        return `<div class="${prefix}${names[kinds.indexOf(kind)]}"><span>${escaped(text)}</span></div>`
      })
      .join('')}</div>`,
  }
}

const lines: Write = (pieces) => ({
  html: `<div>${pieces.map(({ text }) => `${escaped(text)}<br>`).join('\n')}</div>`,
})

const table: Write = (pieces) => ({
  html: `<table><tbody>${pieces
    .map(({ text }, i) => `<tr><td>${i + 1}</td><td>${escaped(text)}</td></tr>`)
    .join('')}</tbody></table>`,
})

const plainText: Write = (pieces) => ({
  text: pieces
    .map(({ kind, text }, i) => (i > 0 && apart(kind, pieces[i - 1]) ? `\n${text}` : text))
    .join('\n'),
})

function apart(kind: Kind, before: Piece | undefined): boolean {
  return !((kind === 'speech' || kind === 'bracket') && before?.kind !== 'action')
}

const pdf: Write = (pieces, { dice }) => {
  const keeps = dice.chance(0.5)
  let at = 0
  let page = 1
  const out: string[] = []
  for (const { kind, text } of pieces) {
    if (keeps && apart(kind, undefined)) out.push('')
    const left = keeps ? ' '.repeat(indents[kind]) : ''
    for (const row of wrapped(text, kind === 'speech' ? 35 : 61)) {
      out.push(left + row)
      if (++at % 9 === 0) out.push('', `${' '.repeat(keeps ? 58 : 0)}${++page}.`, '')
    }
  }
  return { text: out.join(dice.chance(0.5) ? '\n' : '\r\n') }
}

function wrapped(text: string, width: number): string[] {
  const rows: string[] = ['']
  for (const each of text.split(' ')) {
    const last = rows[rows.length - 1] as string
    if (last === '') rows[rows.length - 1] = each
    else if (last.length + 1 + each.length <= width) rows[rows.length - 1] = `${last} ${each}`
    else rows.push(each)
  }
  return rows
}

const fountain: Write = (pieces, draft) => ({
  text: [
    `Title: ${draft.word()}\nAuthor: ${draft.word()}\n`,
    `# Episode 1: ${draft.word()}\n`,
    `= ${draft.words(5)}\n`,
    ...pieces.map(({ kind, text }) => {
      if (kind === 'name') return `\n@${text}`
      if (kind === 'heading') return `\n.${text}`
      return apart(kind, undefined) ? `\n${text}` : text
    }),
    `\n[[${draft.word()}]]\n\n~${draft.word()}\n\n/* ${draft.word()} */`,
  ].join('\n'),
})

const chinese: Write = (_, draft) => {
  const { dice } = draft
  const rows = ['第12集', `12-1 日 内 ${draft.word()}`, `人物：${draft.word()}、${draft.word()}`]
  for (let i = 0; i < 6; i++) {
    const words = `${draft.word()}，${draft.word()}。`
    rows.push(
      dice.pick([
        `△${words}`,
        `▲ ${words}`,
        `阿岚：${words}`,
        `阿岚（${draft.word()}）：${words}`,
        `阿岚：（${draft.word()}）${words}`,
        `阿岚OS：${words}`,
        `VO阿岚：${words}`,
        `【字幕：${draft.word()}】${words}`,
        `阿岚点头，${draft.word()}：${words}`,
        words,
      ]) as string,
    )
  }
  // What was not picked is not there.
  const text = rows.join('\n')
  const html = dice.chance(0.4) ? rows.map((row) => `<p>${row}</p>`).join('') : ''
  draft.shown.splice(0, draft.shown.length, ...draft.shown.filter((each) => text.includes(each)))
  return { text, html }
}

const cocoa: Write = (pieces, draft) => ({
  html: `<html><head><meta http-equiv="Content-Style-Type" content="text/css"><title></title>
<style type="text/css">${pieces
    .map(
      ({ kind }, i) =>
        `p.p${i + 1} {margin: 0.0px 0.0px 0.0px ${indents[kind] * 9.6}px; font: 12.0px Courier}`,
    )
    .join('\n')} .gone { display: none }</style></head><body><p class="gone">${draft.secret()}</p>
${pieces.map(({ text }, i) => `<p class="p${i + 1}">${escaped(text)}</p>`).join('\n')}</body></html>`,
})

const sources: Readonly<Record<string, Write>> = {
  word,
  wordStyles,
  wordList,
  googleDocs,
  classed,
  lines,
  table,
  plainText,
  pdf,
  fountain,
  chinese,
  cocoa,
}

/// What somebody who means harm would put between; `run()` says that it has run.
function hostile(draft: Draft): string {
  const { dice } = draft
  const run = 'window.ran=1'
  const away = 'http://127.0.0.2:9/x'
  return dice.pick([
    `<script>${run};//${draft.secret()}</script>`,
    `<img src=x onerror="${run}">`,
    `<img src="${away}.png" srcset="${away}.png 2x" onload=${run}>`,
    `<a href="javascript:${run}" onclick="${run}">${draft.word()}</a>`,
    `<svg onload="${run}"><script>${run}</script><animate onbegin="${run}" attributeName=x dur=1s><image href="${away}.png"/><text>${draft.word()}</text></svg>`,
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${run}&gt;">`,
    `<style>@import url(${away}.css); * { background: url(${away}.png) }</style>`,
    `<iframe src="${away}" srcdoc="<script>parent.ran=1</script>"></iframe>`,
    `<object data="${away}"></object><embed src="${away}">`,
    `<base href="${away}"><meta http-equiv=refresh content="0;url=${away}">`,
    `<link rel=stylesheet href="${away}.css"><link rel=prefetch href="${away}">`,
    `<form action="${away}"><button formaction="javascript:${run}">${draft.word()}</button></form>`,
    `<video src="${away}" onerror="${run}" autoplay><source onerror="${run}" src=x></video>`,
    `<details open ontoggle="${run}"><summary>${draft.word()}</summary></details>`,
    `<div style="background:url(${away});width:expression(${run})">${draft.word()}</div>`,
    `<template><p>${draft.secret()}</p><script>${run}</script></template>`,
    `<noscript><p title="</noscript><img src=x onerror=${run}>"></noscript>`,
    `<p hidden>${draft.secret()}</p><p style="display:none">${draft.secret()}</p>`,
    `<p data-element="__proto__" class="constructor toString">${draft.word()}</p>`,
    `<div data-ninety-lines='{"lines":[{"element":"action","spans":[["${draft.secret()}",[]]]}]}'>${draft.word()}</div>`,
    `<div data-ninety-lines='{"lines":[{"element":{},"spans":"x"}],"__proto__":{"x":1}}'>${draft.word()}</div>`,
    `<div data-pm-slice='9 9 ["doc",null]' data-line="x" data-segment="y">${draft.word()}</div>`,
    `<p>\u202e${draft.word()}\u202c \u200b${draft.word()}\ufeff</p>`,
    `<p>\ud800${draft.word()}\udc00&#0;&#xd800;&#1;</p>`,
    `<!--[if mso]><p>x</p><script>${run}</script><![endif]--><![CDATA[ x ]]>`,
    `${'<div>'.repeat(600 + dice.below(3000))}${draft.word()}`,
    `<p${' a=b'.repeat(2000)}>${draft.word()}</p>`,
    `<b><i><u><p>${draft.word()}</b></i></u></table></select></p>`,
    `<plaintext>${draft.word()}`,
  ]) as string
}

/// A trial by its seed.
export function trialOf(seed: number): Trial {
  const dice = new Dice(seed)
  const draft = new Draft(dice)
  const names = Object.keys(sources)
  const name = names[seed % names.length] as string
  const pieces = scene(draft)
  const shownByScene = [...draft.shown]
  const made = (sources[name] as Write)(pieces, draft)
  // A format may leave the scene aside.
  const whole = `${made.html ?? ''}\n${made.text ?? ''}`
  for (const each of shownByScene) {
    if (!whole.includes(each)) draft.shown.splice(draft.shown.indexOf(each), 1)
  }
  let { html = '', text = '' } = made
  const isHostile = html !== '' && dice.chance(0.6)
  if (isHostile) {
    // At the end, where it cannot swallow what was to be shown.
    const end = html.search(/<!--EndFragment-->|<\/body>|$/)
    const bad = Array.from({ length: 1 + dice.below(3) }, () => hostile(draft))
    // What swallows all that follows comes last.
    bad.sort((a, b) => Number(isGreedy(a)) - Number(isGreedy(b)))
    const kept = bad.filter((each, i) => !isGreedy(each) || i === bad.length - 1)
    html = html.slice(0, end) + kept.join('') + html.slice(end)
  }
  const everything = html + text
  const plain = html === '' && dice.chance(0.1)
  return {
    seed,
    name: isHostile ? `${name}, hostile` : name,
    payload: { html, text },
    language: name === 'chinese' || dice.chance(0.1) ? 'zh-Hans' : 'en',
    plain,
    shown: draft.shown.filter((each) => everything.includes(each)),
    hidden: draft.hidden,
  }
}

function isGreedy(html: string): boolean {
  return /^<(?:plaintext|math|b><i>|noscript|div><div|!--)/.test(html)
}

/// What is large: a megabyte of each kind, a hundred thousand elements, and more than there is room
/// for.
export function largeTrials(): Trial[] {
  const base = { language: 'en', plain: false, hidden: [] } as const
  const rows = Array.from(
    { length: 4_900 },
    (_, i) => `INT. ROOM ${i} - DAY\n\nIt goes on here, ${'and on '.repeat(22)}.\n`,
  )
  const many = Array.from({ length: 100_000 }, (_, i) => (i % 20 ? '<b>w</b> ' : '<p>'))
  return [
    {
      ...base,
      seed: 1,
      name: 'ten thousand lines of script',
      payload: { html: '', text: `firstq\n\n${rows.join('\n')}\nlastq` },
      shown: ['firstq', 'lastq'],
    },
    {
      ...base,
      seed: 2,
      name: 'a hundred thousand elements',
      payload: { html: `<p>firstq${many.join('')}<p>lastq`, text: '' },
      shown: ['firstq', 'lastq'],
    },
    {
      ...base,
      seed: 3,
      name: 'one word of a megabyte',
      payload: { html: '', text: 'x'.repeat(990_000) },
      shown: [],
    },
    {
      ...base,
      seed: 4,
      name: 'too much',
      payload: { html: '', text: 'x '.repeat(500_001) },
      shown: [],
      refused: 'too-long',
    },
    {
      ...base,
      seed: 7,
      name: 'too many lines',
      payload: { html: '', text: 'a\n'.repeat(10_001) },
      shown: [],
      refused: 'too-long',
    },
    {
      ...base,
      seed: 5,
      name: 'too much HTML',
      payload: { html: `<p>${'x '.repeat(500_001)}`, text: '' },
      shown: [],
      refused: 'too-long',
    },
    {
      ...base,
      seed: 6,
      name: 'signs only',
      payload: { html: `<p>${'('.repeat(200_000)}`, text: '（'.repeat(200_000) },
      shown: [],
    },
  ]
}
