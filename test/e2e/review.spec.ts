import type { Page } from '@playwright/test'
import { expectNoFault } from './axe.ts'
import { expect, test, type Writer } from './room.ts'

/// The review as a producer and a writer use it, on the sample series of 12 episodes. Ada owns it;
/// Ben is made its producer.

test.use({ house: 'shared' })

interface Member {
  readonly userId: string
  readonly name: string
}

/// Gives somebody a role and a sign-off.
async function grant(ada: Writer, name: string, role: string, signOff: string): Promise<void> {
  const { request } = ada.context
  const base = `${ada.url}/api/series/${ada.sample}/members`
  const { members } = (await (await request.get(base)).json()) as { members: readonly Member[] }
  const member = members.find((each) => each.name === name)
  const data = { role, signOffs: [signOff] }
  expect((await request.patch(`${base}/${member?.userId}`, { data })).ok()).toBe(true)
}

/// Makes Ben the producer, gives him a sign-off, and marks the first episodes ready.
async function handOver(ada: Writer, ready: number): Promise<readonly string[]> {
  const { request } = ada.context
  const base = `${ada.url}/api/series/${ada.sample}`
  await grant(ada, 'Ben', 'producer', 'Producer')
  await ada.page.goto(`/series/${ada.sample}/board`)
  await expect(ada.page.getByRole('grid').getByRole('row')).toHaveCount(12)
  const ids = await ada.page
    .locator('[data-row]')
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.row ?? ''))
  const data = { episodes: ids.slice(0, ready), ready: true }
  expect((await request.post(`${base}/reviews/ready`, { data })).ok()).toBe(true)
  return ids
}

async function openReview({ page, sample }: Writer): Promise<Page> {
  await page.goto(`/series/${sample}/board/review`)
  await expect(page.getByRole('article')).toBeVisible()
  return page
}

async function expectEpisode(page: Page, number: number): Promise<void> {
  await expect(page.getByRole('article', { name: `Outline of episode ${number}` })).toBeVisible()
}

test('an approval says when the outline has changed since, and which words', async ({
  ada,
  ben,
}) => {
  await handOver(ada, 3)
  const b = await openReview(ben)
  await b.getByRole('button', { name: 'Approve episode 1' }).click()
  await expectEpisode(b, 2)
  await expect(b.getByText('Episode 1 approved')).toBeVisible()

  const a = ada.page
  const hook = a.getByRole('gridcell').first()
  await expect(a.getByRole('rowheader').first()).toContainText('Final')
  await hook.click()
  await a.keyboard.press('ControlOrMeta+End')
  for (const _ of 'own.') await a.keyboard.press('Backspace')
  await a.keyboard.type('last.')
  await a.keyboard.press('Escape')
  await expect(a.getByRole('rowheader').first()).toContainText('Changed since approval')

  await b.keyboard.press('k')
  await expect(b.getByRole('button', { name: /You.re Late/ })).toBeVisible()
  await b.getByRole('button', { name: /You.re Late/ }).click()
  await expectEpisode(b, 1)
  await expect(b.getByText('Changed since you approved it')).toBeVisible()
  await expect(b.locator('article del')).toContainText('own')
  await expect(b.locator('article ins')).toContainText('last')
  await b.keyboard.press('d')
  await expect(b.locator('article del')).toHaveCount(0)
  await b.keyboard.press('a')
  await expect(a.getByRole('rowheader').first()).toContainText('Final')
})

test('three required sign-offs make an episode final, and a changed word takes it back', async ({
  ada,
  ben,
  cleo,
}) => {
  const { request } = ada.context
  const base = `${ada.url}/api/series/${ada.sample}`
  const required = ['Producer', 'Platform', 'Compliance']
  expect((await request.put(`${base}/reviews/settings`, { data: { required } })).ok()).toBe(true)
  await handOver(ada, 2)
  await grant(ada, 'Ada', 'owner', 'Platform')
  await grant(ada, 'Cleo', 'producer', 'Compliance')

  const status = ada.page.getByRole('rowheader').first()
  await expect(status).toContainText('Ready for review')
  for (const signer of [ben, cleo]) {
    const page = await openReview(signer)
    await expectEpisode(page, 1)
    await page.keyboard.press('a')
    await expectEpisode(page, 2)
    await expect(status).toContainText('Partly approved')
  }
  const a = await openReview(ada)
  await expectEpisode(a, 1)
  const said = a.getByRole('region', { name: 'Sign-offs' })
  await expect(said).toContainText(/Producer.*Ben/s)
  await expect(said).toContainText(/Compliance.*Cleo/s)
  await a.keyboard.press('a')
  await expectEpisode(a, 2)

  await a.goto(`/series/${ada.sample}/board`)
  await expect(status).toContainText('Final')
  await a.getByRole('gridcell').first().click()
  await a.keyboard.press('ControlOrMeta+End')
  await a.keyboard.type(' Again.')
  await a.keyboard.press('Escape')
  await expect(status).toContainText('Changed since approval')
  await expect(cleo.page.getByRole('button', { name: /You.re Late/ })).toBeVisible()
})

test('a season is walked, approved and sent back with the keyboard alone', async ({ ada, ben }) => {
  await handOver(ada, 4)
  const page = await openReview(ben)
  await expectEpisode(page, 1)
  await page.keyboard.press('j')
  await expectEpisode(page, 2)
  await page.keyboard.press('k')
  await expectEpisode(page, 1)
  await page.keyboard.press('a')
  await expectEpisode(page, 2)
  await page.keyboard.press('r')
  await page.keyboard.type('Whose forks are they?')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expectEpisode(page, 3)
  await expect(page.getByText('Changes to episode 2 requested')).toBeVisible()
  await expect(ada.page.getByRole('rowheader').nth(1)).toContainText('Changes requested')
  await page.keyboard.press('u')
  await expectEpisode(page, 2)
  await expect(ada.page.getByRole('rowheader').nth(1)).toContainText('Ready for review')
  await page.keyboard.press('s')
  await expect(page.locator('article .script').first()).toBeVisible()

  // Whoever leaves and comes back goes on where they were.
  await page.keyboard.press('j')
  await expectEpisode(page, 3)
  await page.goto('/')
  await openReview(ben)
  await expectEpisode(page, 3)
})

test('several episodes are approved at once on the Board, and that is taken back', async ({
  ada,
  ben,
}) => {
  await handOver(ada, 5)
  const { page } = ben
  await page.goto(`/series/${ada.sample}/board`)
  await page.getByRole('button', { name: /^To review 5/ }).click()
  await expect(page.getByRole('grid').getByRole('row')).toHaveCount(5)
  const heads = page.getByRole('rowheader')
  await heads.first().hover()
  await page.getByRole('checkbox', { name: 'Select episode 1' }).click()
  await page.getByRole('checkbox', { name: 'Select episode 4' }).click({ modifiers: ['Shift'] })
  await page.getByRole('button', { name: 'Approve 4 episodes' }).click()
  await expect(page.getByText('4 episodes approved')).toBeVisible()
  await expect(page.getByText('4 of 12 final')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(page.getByText('4 of 12 final')).toBeHidden()
  await expect(page.getByRole('button', { name: /^To review 5/ })).toBeVisible()
})

test('what happened is told by person and day', async ({ ada, ben }) => {
  await handOver(ada, 3)
  const page = await openReview(ben)
  await page.keyboard.press('a')
  await expectEpisode(page, 2)
  await page.keyboard.press('a')
  await expectEpisode(page, 3)
  await ada.page.goto(`/series/${ada.sample}/activity`)
  await expect(ada.page.getByText('approved episodes 1–2 as Producer')).toBeVisible()
  await expect(ada.page.getByText('marked episodes 1–3 ready')).toBeVisible()
})

test('no fault of accessibility in the review, also on a telephone', async ({ ada, ben }) => {
  await handOver(ada, 3)
  const { page } = ben
  await page.setViewportSize({ width: 1440, height: 800 })
  await openReview(ben)
  await page.keyboard.press('s')
  await expect(page.locator('article .script').first()).toBeVisible()
  await expectNoFault(page, 'script', { narrow: true })
  await page.keyboard.press('r')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectNoFault(page, 'request', { narrow: true })
  await page.keyboard.press('ControlOrMeta+Enter')
  await expectEpisode(page, 2)
  await page.goto(`/series/${ada.sample}/board`)
  await expect(page.getByRole('button', { name: /^All 12/ })).toBeVisible()
  await page.getByRole('rowheader').first().press('x')
  await expect(page.getByRole('toolbar')).toBeVisible()
  await expectNoFault(page, 'board', { narrow: true })
  await page.goto(`/series/${ada.sample}/activity`)
  await expect(page.getByText(/asked for changes/)).toBeVisible()
  await expectNoFault(page, 'activity', { narrow: true })
})
