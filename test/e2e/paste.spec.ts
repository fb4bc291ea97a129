import type { Page } from '@playwright/test'
import { expect, test } from './room.ts'
import {
  changed,
  expectScript,
  importScript,
  lift,
  openScript,
  putCursor,
  scriptOf,
  textOnScreen,
} from './script.ts'

/// What comes into the script from outside and goes out of it, through the browser's own events.

test.use({ house: 'shared' })

const phone = 'The phone rings in the dark.'
const phoneRow = `action: ${phone}`

/// The paste event that the browser would send, with these on the clipboard.
function paste(page: Page, html: string, text: string): Promise<void> {
  return page.locator('.script').evaluate(
    (script, [html, text]) => {
      const clipboardData = new DataTransfer()
      if (html !== '') clipboardData.setData('text/html', html)
      clipboardData.setData('text/plain', text)
      script.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      )
    },
    [html, text] as const,
  )
}

const scene = [
  'scene-heading: INT. SHAFT - NIGHT',
  'action: A cable hums.',
  'character: MARA',
  'dialogue: Who is there?',
]

const harm = [
  '<script>alert(1)</script>',
  '<img src="http://127.0.0.2:9/x.png" onerror="alert(1)">',
  '<a href="javascript:alert(1)">a link</a>',
  '<svg onload="alert(1)"><image href="http://127.0.0.2:9/x.png"></svg>',
  '<style>@import url(http://127.0.0.2:9/x.css); * { color: red }</style>',
  '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
  '<base href="http://127.0.0.2:9/"><meta http-equiv="refresh" content="0;url=http://127.0.0.2:9/">',
]

test('paste, copy, cut and drag', async ({ server, ada }) => {
  const { page } = ada
  const happened: string[] = []
  page.on('dialog', (dialog) => {
    happened.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (request.url().includes('127.0.0.2')) happened.push(request.url())
  })
  await page.addInitScript(() => {
    // A browser refuses handlers as soon as they are parsed, also where they could never run.
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      if (effectiveDirective !== 'script-src-attr') alert(`${effectiveDirective} ${blockedURI}`)
    })
  })
  await openScript(ada, await importScript(server, lift))
  const rows = await scriptOf(page)
  const undone = async () => {
    await page.keyboard.press('Control+z')
    await expectScript([page], rows)
  }
  const behind = (...lines: readonly string[]) =>
    changed(rows, phoneRow, phoneRow, [phoneRow, ...lines])
  // The tools have come when the page says how much is selected.
  await putCursor(page, phone, 0)
  await page.keyboard.press('Shift+End')
  await expect(page.getByRole('button', { name: /6 words · 23 characters · 1 line/ })).toBeVisible()

  // A scene from several programs.
  const classes = ['Scene-Heading', 'Action', 'Character', 'Dialogue']
  const texts = ['INT. SHAFT - NIGHT', 'A cable hums.', 'MARA', 'Who is there?']
  const sources = [
    ['', texts.join('\n\n').replace('MARA\n\n', 'MARA\n')],
    [texts.map((text, i) => `<p class="${classes[i]}">${text}</p>`).join(''), texts.join('\n')],
    [
      `<b style="font-weight:normal">${texts
        .map((text, i) => `<p style="margin-left:${[0, 0, 158, 72][i]}pt"><span>${text}</span></p>`)
        .join('<br>')}</b>`,
      texts.join('\n'),
    ],
    [texts.map((text) => `<p class=MsoNormal>${text}<o:p></o:p></p>`).join(''), ''],
  ] as const
  for (const [html, text] of sources) {
    await putCursor(page, phone, -1)
    await paste(page, html, text)
    await expectScript([page], behind(...scene))
    await undone()
  }

  // Nothing of this does anything.
  for (const bad of harm) {
    await putCursor(page, phone, -1)
    await paste(page, `<p> and then</p>${bad}`, 'and then')
    await expect.poll(async () => (await scriptOf(page)).join(' ')).toContain('and then')
    await undone()
  }
  expect(happened).toEqual([])
  await expect(page.locator('iframe')).toHaveCount(0)

  // Where the cursor has just been put, before anybody has been told of it.
  await putCursor(page, phone, -1)
  await page.locator('.script').evaluate((script) => {
    getSelection()?.modify('move', 'backward', 'character')
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', ' night')
    const pasted = { clipboardData, bubbles: true, cancelable: true }
    script.dispatchEvent(new ClipboardEvent('paste', pasted))
  })
  await expectScript(
    [page],
    changed(rows, phoneRow, phoneRow, ['action: The phone rings in the dark night.']),
  )
  await undone()
  await putCursor(page, phone, 0)
  const cut = await page.locator('.script').evaluate((script) => {
    getSelection()?.modify('extend', 'forward', 'word')
    const clipboardData = new DataTransfer()
    const cut = { clipboardData, bubbles: true, cancelable: true }
    script.dispatchEvent(new ClipboardEvent('cut', cut))
    return clipboardData.getData('text/plain')
  })
  expect(cut.trim()).toBe('The')
  const left = phone.slice(cut.length)
  await expectScript([page], changed(rows, phoneRow, phoneRow, [`action: ${left}`]))
  await undone()

  // As plain text.
  await ada.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await putCursor(page, phone, -1)
  await page.evaluate((text) => navigator.clipboard.writeText(text), '!\nMARA\nWho?')
  await page.keyboard.press('Control+Shift+v')
  await expectScript(
    [page],
    changed(rows, phoneRow, phoneRow, [`${phoneRow}!`, 'action: MARA', 'action: Who?']),
  )
  await undone()

  // Copied: rich text, plain text, and back the same.
  await putCursor(page, phone, 0)
  await page.keyboard.press('Control+5')
  const whispered = changed(rows, phoneRow, phoneRow, [`dialogue: ${phone}`])
  await expectScript([page], whispered)
  await putCursor(page, 'Mara counts the floors.', 0)
  for (let i = 0; i < 2; i++) await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+End')
  await page.keyboard.press('Control+c')
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const blob = async (type: string) => (await item?.getType(type))?.text()
    return { html: await blob('text/html'), text: await blob('text/plain') }
  })
  expect(copied.text).toBe(`Mara counts the floors.\n\n          ${phone}\n\nShe answers it.`)
  expect(copied.html).toContain('margin')
  await putCursor(page, 'Someone breathes.', -1)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+v')
  await expectScript(
    [page],
    changed(whispered, 'action: Someone breathes.', 'action: Someone breathes.', [
      'action: Someone breathes.',
      'action: Mara counts the floors.',
      `dialogue: ${phone}`,
      'action: She answers it.',
    ]),
  )
  for (let i = 0; i < 6; i++) {
    if ((await scriptOf(page)).join('\n') === rows.join('\n')) break
    await page.keyboard.press('Control+z')
  }
  await expectScript([page], rows)

  // As Fountain.
  await putCursor(page, 'Someone breathes.', 0)
  await page.keyboard.press('Control+Alt+Shift+c')
  await expect(page.getByText('1 line copied as Fountain.')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Someone breathes.\n')

  // Pulled to another place, as one step.
  await putCursor(page, phone, 0)
  for (let i = 0; i < 10; i++) await page.keyboard.press('Shift+ArrowRight')
  const from = await (await textOnScreen(page, phone)).boundingBox()
  const to = await (await textOnScreen(page, 'Someone breathes.')).boundingBox()
  if (!from || !to) throw new Error('The lines are not to be seen.')
  await page.mouse.move(from.x + 30, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(to.x + 10, to.y + to.height / 2, { steps: 4 })
  await page.mouse.move(to.x + 2, to.y + to.height / 2)
  await page.mouse.up()
  await expectScript(
    [page],
    changed(
      changed(rows, phoneRow, phoneRow, ['action: rings in the dark.']),
      'action: Someone breathes.',
      'action: Someone breathes.',
      ['action: The phone Someone breathes.'],
    ),
  )
  await undone()

  // Quotation marks are printed, and one undo gives back what was typed.
  await putCursor(page, phone, -1)
  await page.keyboard.type(' "Go')
  await expectScript([page], changed(rows, phoneRow, phoneRow, [`${phoneRow} “Go`]))
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expectScript([page], changed(rows, phoneRow, phoneRow, [`${phoneRow} "`]))
})
