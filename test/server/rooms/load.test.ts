import { expect, it } from 'vitest'
import { behind } from '../databases.ts'
import { openHouse } from '../house.ts'
import { notesIn, typed } from './edits.ts'

const rubbish = new Uint8Array([0, 0, 0])

/// A series that was written in, closed, and then something was done to its data.
async function damaged(
  damage: readonly string[],
  { edits = ['one ', 'two ', 'three'], snapshots = 1 } = {},
): Promise<{ series: string; dataDir: string }> {
  const first = await openHouse()
  const series = await first.series()
  const parts = Math.ceil(edits.length / snapshots)
  let house = first
  for (let i = 0; i < snapshots; i++) {
    const ana = await house.wire(series)
    ana.announce()
    ana.step1()
    const known = (await ana.next('step2')).bytes
    const some = edits.slice(i * parts, (i + 1) * parts)
    for (const edit of typed(known, ...some)) ana.update(edit)
    let count = 0
    while (count < some.length) count = (await ana.next('acknowledged')).count
    await house.close()
    if (i < snapshots - 1) house = await openHouse({}, first.dataDir)
  }
  for (const sql of damage) {
    await behind(first.dataDir, sql, ...(sql.includes('$1') ? [rubbish] : []))
  }
  return { series, dataDir: first.dataDir }
}

async function notes({ series, dataDir }: { series: string; dataDir: string }): Promise<string> {
  const house = await openHouse({}, dataDir)
  const ana = await house.wire(series)
  ana.step1()
  const text = notesIn((await ana.next('step2')).bytes)
  await house.close()
  return text
}

async function quarantined(dataDir: string): Promise<unknown[]> {
  const rows = await behind(dataDir, 'SELECT what, seq, bytes, reason FROM quarantine ORDER BY seq')
  return rows.map(({ what, seq, bytes }) => [what, seq, bytes instanceof Uint8Array])
}

it('[L1] reads the newest snapshot and the rows after it', async () => {
  const place = await damaged(['DELETE FROM log WHERE seq <= 3'], {
    edits: ['one ', 'two ', 'three'],
    snapshots: 1,
  })
  expect(await notes(place)).toBe('one two three')
})

it('[L2] reads past a damaged snapshot from the one before and the log', async () => {
  const place = await damaged(
    ['UPDATE snapshot SET bytes = $1 WHERE seq = (SELECT max(seq) FROM snapshot)'],
    { edits: ['one ', 'two '], snapshots: 2 },
  )
  expect(await notes(place)).toBe('one two ')
  expect(await quarantined(place.dataDir)).toEqual([['snapshot', 3, true]])
})

it('[L2] reads the whole log when its only snapshot cannot be read', async () => {
  const place = await damaged(['UPDATE snapshot SET bytes = $1'], { edits: ['one ', 'two '] })
  expect(await notes(place)).toBe('one two ')
  expect((await quarantined(place.dataDir)).length).toBe(1)
})

it('[L4] refuses a series of which neither snapshot can be read', async () => {
  const place = await damaged(['UPDATE snapshot SET bytes = $1'], {
    edits: ['one ', 'two '],
    snapshots: 2,
  })
  const house = await openHouse({}, place.dataDir)
  const wire = await house.ada.socket(place.series)
  expect((await wire.closed).code).toBe(4500)
})

it('[L3] sets a damaged row aside, goes on without it, and a browser can give it back', async () => {
  const place = await damaged(['DELETE FROM snapshot', 'UPDATE log SET bytes = $1 WHERE seq = 4'])
  expect(await notes(place)).toBe('one two ')
  expect(await quarantined(place.dataDir)).toEqual([['row', 4, true]])
  const house = await openHouse({}, place.dataDir)
  const ana = await house.wire(place.series)
  ana.step1()
  const [again] = typed((await ana.next('step2')).bytes, 'three')
  ana.update(again as Uint8Array)
  await ana.settled()
  await house.close()
  expect(await notes(place)).toBe('one two three')
})

it('[L4] a row that is not there makes a series unreadable, not shorter', async () => {
  const place = await damaged(['DELETE FROM snapshot', 'DELETE FROM log WHERE seq = 3'])
  const house = await openHouse({}, place.dataDir)
  const wire = await house.ada.socket(place.series)
  expect((await wire.closed).code).toBe(4500)
  expect(wire.heard).toEqual([])
  expect((await house.json(`/api/series/${place.series}/export`)).status).toBe(500)
})

it('[L4] a log of which nothing is left is refused, never opened empty', async () => {
  const place = await damaged(['DELETE FROM snapshot', 'UPDATE log SET bytes = $1'])
  const house = await openHouse({}, place.dataDir)
  const wire = await house.ada.socket(place.series)
  expect((await wire.closed).code).toBe(4500)
})
