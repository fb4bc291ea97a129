import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPastePage, type PastePage } from './browser.ts'
import { largeTrials, trialOf } from './payloads.ts'

/// Payloads pasted into a series in a real browser: what other programs write becomes the elements
/// it says, and of a thousand others, hostile ones among them, nothing is lost, nothing runs, and one
/// undo takes each back. A trial that fails names its seed; `trialOf(seed)` gives it again.

let page: PastePage

beforeAll(async () => {
  page = await openPastePage()
}, 60_000)

afterAll(() => page?.close())

const scene = [
  'scene-heading: INT. SHAFT - NIGHT',
  'action: A cable hums.',
  'character: MARA',
  'parenthetical: (softly)',
  'dialogue: Who is there?',
  'transition: CUT TO:',
]

const texts = scene.map((row) => row.slice(row.indexOf(': ') + 2))

function paragraphs(styles: readonly string[], blank = ''): string {
  return texts.map((text, i) => `<p ${styles[i]}>${text}</p>`).join(blank)
}

test('Word: indents of paragraphs with a style of its own', async () => {
  const styles = [0, 0, 2.2, 1.6, 1, 0].map(
    (inches) => `class=MsoNormal style='margin-left:${inches}in;mso-pagination:none'`,
  )
  styles[5] = "class=MsoNormal align=right style='text-align:right'"
  const html = `<html><head><style><!--p.MsoNormal{margin:0in}--></style></head><body>
    <!--[if gte mso 9]><xml></xml><![endif]-->${paragraphs(styles, '<p class=MsoNormal><o:p>&nbsp;</o:p></p>')}</body></html>`
  expect(await page.read(html, '')).toEqual(scene)
})

test('Word: named styles', async () => {
  const names = ['Scene Heading', 'Action', 'Character', 'Parenthetical', 'Dialogue', 'Transition']
  const sheet = names.map((name, i) => `p.x${i}{mso-style-name:"${name}"}`).join('')
  const html = `<style>${sheet}</style>${paragraphs(names.map((_, i) => `class=x${i}`))}`
  expect(await page.read(html, '')).toEqual(scene)
})

test('Google Docs: spans with styles in a b that is not bold', async () => {
  const styles = [0, 0, 158, 115, 72, 0].map((pt) => `dir="ltr" style="margin-left: ${pt}pt"`)
  const inner = texts
    .map((text, i) => {
      const weight = i === 1 ? 700 : 400
      return `<p ${styles[i]}><span style="font-weight:${weight};white-space:pre-wrap">${text}</span></p>`
    })
    .join('<br>')
  const html = `<meta charset="utf-8"><b style="font-weight:normal" id="docs-internal-guid-1">${inner}</b>`
  expect(await page.read(html, '')).toEqual(
    scene.map((row) => (row.startsWith('action') ? 'action: <bold>A cable hums.</>' : row)),
  )
})

test.each([
  ['Scene-Heading', 'Action', 'Character', 'Parenthetical', 'Dialogue', 'Transition'],
  ['sceneheading', 'action', 'character', 'parenthetical', 'dialog', 'transition'],
  ['wd-slugline', 'wd-action', 'wd-character', 'wd-paren', 'wd-dialogue', 'wd-transition'],
])('other programs: classes such as %s', async (...names) => {
  expect(await page.read(paragraphs(names.map((name) => `class="${name}"`)), '')).toEqual(scene)
})

test('a page of a Mac: classes with margins', async () => {
  const sheet = [0, 0, 211, 154, 96, 0]
    .map((px, i) => `p.p${i} {margin: 0.0px 0.0px 0.0px ${px}.0px; font: 12.0px Courier}`)
    .join('\n')
  const html = `<style type="text/css">${sheet}</style>${paragraphs(texts.map((_, i) => `class="p${i}"`))}`
  expect(await page.read(html, '')).toEqual(scene)
})

test('a Chinese script from a word processor', async () => {
  const rows = ['1-1 夜 内 机房', '人物：阿岚', '△门开了。', '阿岚（低声）：谁？']
  const html = rows.map((row) => `<p style="text-indent:2em"><span>${row}</span></p>`).join('')
  expect(await page.read(html, '', 'zh-Hans')).toEqual([
    'scene-heading: 1-1 夜 内 机房',
    'general: 人物：阿岚',
    'action: 门开了。',
    'character: 阿岚',
    'parenthetical: （低声）',
    'dialogue: 谁？',
  ])
})

test('a word of a page keeps the space and the emphasis it has', async () => {
  expect(await page.read('<i>very</i> good', ' very good')).toEqual([
    'action: <italic>very</> good',
  ])
})

test('what is copied here is pasted exactly', async () => {
  const rows = [
    ['scene-heading', 'Int. shaft – night'],
    ['action', '  Two  spaces,\na break, and “ß”. '],
    ['character', 'Mara (V.O.)'],
    ['dialogue', 'MARA: (not a name)'],
    ['action', ''],
    ['on-screen-text', '23:10'],
    ['general', '12.'],
  ] as const
  expect(await page.copyAndPaste(rows)).toEqual([])
})

const seeds = Array.from({ length: 1000 }, (_, i) => i + 1)

test('a thousand payloads: nothing runs, nothing is lost, one undo takes each back', async () => {
  const failed: string[] = []
  for (let i = 0; i < seeds.length; i += 50) {
    const trials = seeds.slice(i, i + 50).map(trialOf)
    const wrong = await page.tryAll(trials)
    for (const [k, { seed, name }] of trials.entries()) {
      for (const each of wrong[k] ?? []) failed.push(`seed ${seed} (${name}): ${each}`)
    }
  }
  expect(failed).toEqual([])
  expect(await page.happened()).toEqual([])
})

test.each(largeTrials())('large: $name', async (trial) => {
  expect(await page.tryAll([trial])).toEqual([[]])
  expect(await page.happened()).toEqual([])
})

test('more emphasis than there is room for is left out, the words are not', async () => {
  const rows = await page.read('<p><b>a</b> b '.repeat(3000), '')
  expect(rows.length).toBe(3000)
  expect(new Set(rows)).toEqual(new Set(['action: a b']))
})

test('what runs is heard of', async () => {
  await page.trust('<img src="http://127.0.0.2:9/x" onerror="window.ran=1">')
  expect(await page.happened()).toEqual(['request http://127.0.0.2:9/x', 'something ran'])
})
