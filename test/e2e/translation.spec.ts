import { expectNoFault } from './axe.ts'
import { expect, test } from './room.ts'
import { importScript, openScript, putCursor, saved, scriptOf } from './script.ts'

/// The other language of a script: line by line beside it, what has changed since, and the glossary.

test.use({ house: 'shared' })

const doors = `Title: Doors
Language: en

# Episode 1: One

## Hook

MARA
Who shut the red door?

JON
Not me.

MARA
Then who?

## Cliffhanger

The door opens.
`

const translated = `Title: 门
Language: zh-Hans

# Episode 1: 一

## Hook

@玛拉
红门是谁关的？

@乔恩
不是我。

@玛拉
那是谁？

## Cliffhanger

!门开了。
`

test('lines are translated by keys, change under a translation, and keep to the glossary', async ({
  ada,
  ben,
  server,
}) => {
  const series = await importScript(server, doors)
  const page = await openScript(ada, series)
  const other = await openScript(ben, series)
  const keys = page.keyboard
  const dialog = page.getByRole('dialog', { name: 'The other language' })
  const area = (text: string) => dialog.getByRole('textbox', { name: `Translation of: ${text}` })

  await test.step('words that are always translated alike', async () => {
    await expect(page.getByRole('button', { name: 'Cast and places' })).toBeVisible()
    await putCursor(page, 'Not me.', 0)
    await keys.press('ControlOrMeta+Alt+Shift+b')
    await dialog.getByRole('tab', { name: 'Glossary' }).click()
    await dialog.getByLabel('Word in the script').fill('red door')
    await dialog.getByLabel('Translation', { exact: true }).fill('红门')
    await keys.press('Enter')
    await expect(dialog.getByLabel('Translation of red door')).toHaveValue('红门')
    await dialog.getByRole('tab', { name: 'Lines' }).click()
    await expect(dialog.getByText('0 of 7 translated')).toBeVisible()
    await expect(dialog.getByText('red door → 红门')).toBeVisible()
  })

  await test.step('one line after the other, without the mouse', async () => {
    await area('Who shut the red door?').focus()
    await keys.type('谁关了门？')
    await keys.press('ControlOrMeta+Enter')
    await expect(area('JON')).toBeFocused()
    await expect(dialog.getByText('not in the translation')).toBeVisible()
    await keys.press('Alt+ArrowUp')
    await keys.press('ControlOrMeta+a')
    await keys.type('谁关了红门？')
    await keys.press('Alt+ArrowDown')
    await expect(dialog.getByText('not in the translation')).toBeHidden()
    await area('MARA').first().fill('玛拉')
    await dialog.getByRole('button', { name: 'Fill in 1 line' }).click()
    await expect(area('MARA').last()).toHaveValue('玛拉')
    await expect(dialog.getByText('3 of 7 translated')).toBeVisible()
    await expectNoFault(page, 'lines', { within: 'dialog' })
  })

  await test.step('what a co-writer changes is to be looked at again', async () => {
    await putCursor(other, 'Who shut the red door?', 8)
    await other.keyboard.type(' really')
    await expect(dialog.getByText('1 to look at again')).toBeVisible()
    await dialog.getByRole('button', { name: 'Next changed' }).click()
    await expect(dialog.locator('ins')).toContainText('really')
    await expect(area('Who shut really the red door?')).toBeFocused()
    await keys.press('Alt+Enter')
    await expect(dialog.getByText('1 to look at again')).toBeHidden()
  })

  await test.step('all of it is in the series, and the script is as it was', async () => {
    await keys.press('Escape')
    await expect(dialog).toBeHidden()
    await saved(page)
    expect(await scriptOf(page)).toContain('dialogue: Who shut really the red door?')
    const { cookie } = server.people.owner
    const file = await fetch(`${server.url}/api/series/${series}/export`, { headers: { cookie } })
    const text = await file.text()
    expect(text).toContain('谁关了红门？')
    await page.reload()
    await page.getByRole('button', { name: 'Cast and places' }).waitFor()
    await keys.press('ControlOrMeta+Alt+Shift+b')
    await expect(dialog.getByText('3 of 7 translated')).toBeVisible()
  })

  await test.step('two at one line: whoever types sees what the other wrote', async () => {
    const theirs = other.getByRole('dialog', { name: 'The other language' })
    await other.keyboard.press('ControlOrMeta+Alt+Shift+b')
    // While an input method composes, nothing is written down.
    await area('Not me.').dispatchEvent('compositionstart')
    await area('Not me.').fill('不是')
    await theirs.getByRole('textbox', { name: 'Translation of: Not me.' }).fill('没有')
    await other.keyboard.press('Escape')
    await expect(dialog.getByRole('alert')).toHaveText('Somebody else wrote meanwhile: “没有”')
    await area('Not me.').dispatchEvent('compositionend')
    await area('JON').focus()
    await expect(area('Not me.')).toHaveValue('不是')
    await dialog.getByRole('button', { name: 'Next missing' }).focus()
    await dialog.getByRole('tab', { name: 'Glossary' }).click()
    await dialog.getByRole('tab', { name: 'Lines' }).click()
    await expect(area('Not me.')).toHaveValue('没有\n不是')
  })

  await test.step('a script that was translated as a file of its own', async () => {
    await dialog.getByRole('tab', { name: 'From a file' }).click()
    await dialog.locator('input[type=file]').setInputFiles({
      name: 'translated.fountain',
      mimeType: 'text/plain',
      buffer: Buffer.from(translated),
    })
    const found = dialog.getByRole('list', { name: 'What would be taken over' })
    await expect(found.getByRole('listitem')).toHaveCount(5)
    // What is there already is not replaced unless somebody says so.
    await expect(found.getByRole('checkbox', { checked: true })).toHaveCount(3)
    await dialog.getByRole('button', { name: 'Take 3 lines' }).click()
    await dialog.getByRole('tab', { name: 'Lines' }).click()
    await expect(dialog.getByText('7 of 7 translated')).toBeVisible()
    await expect(area('The door opens.')).toHaveValue('门开了。')
    await expect(area('Who shut really the red door?')).toHaveValue('谁关了红门？')
  })
})
