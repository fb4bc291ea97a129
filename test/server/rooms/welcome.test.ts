import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { behind } from '../databases.ts'
import { openHouse } from '../house.ts'
import { say } from '../wire.ts'
import { typed } from './edits.ts'

describe('[N1] [N2] a page that says what it is', () => {
  it('is welcomed first of all, and told the lineage', async () => {
    const house = await openHouse()
    const series = await house.series()
    const ada = await house.wire(series)
    ada.announce({ version: 2, clients: [1, 2] })
    const { welcome } = await ada.next('welcome')
    expect(welcome).toEqual({ version: 2, lineage: expect.any(String), build: expect.any(String) })
    await ada.next('standing')
    const again = await house.wire(series)
    again.announce({ version: 3, lineage: welcome.lineage, clients: [] })
    expect((await again.next('welcome')).welcome).toEqual(welcome)
  })

  it('and one that says nothing is told nothing of it', async () => {
    const house = await openHouse()
    const ada = await house.wire(await house.series())
    ada.announce()
    await ada.settled()
    expect(ada.heard.map(({ type }) => type)).not.toContain('welcome')
  })

  it('is told when it is too old', async () => {
    const house = await openHouse()
    const ada = await house.wire(await house.series())
    ada.announce({ version: 1, clients: [] })
    expect(await ada.closed).toEqual({
      code: 4426,
      reason: 'this page is older than the server: load it again',
    })
  })

  const bodies: Record<string, string> = {
    'is no JSON': '{"version":',
    'is no object': '[2]',
    'has no version': '{"clients":[]}',
    'has ids that are none': '{"version":2,"clients":["1"]}',
    'has more ids than a page writes under': JSON.stringify({
      version: 2,
      clients: Array.from({ length: 257 }, (_, i) => i),
    }),
    'has a lineage without end': JSON.stringify({
      version: 2,
      clients: [],
      lineage: 'x'.repeat(65),
    }),
    'is longer than 8 kB': JSON.stringify({ version: 2, clients: [], note: 'x'.repeat(9000) }),
  }
  it('is not understood when it says what no page says', async () => {
    const house = await openHouse()
    const series = await house.series()
    for (const [what, body] of Object.entries(bodies)) {
      const ada = await house.wire(series)
      ada.say(say(90, undefined, new TextEncoder().encode(body)))
      expect([what, (await ada.closed).code]).toEqual([what, 4400])
    }
  })
})

describe('[N3] the lineage of a series', () => {
  it('keeps a copy of another series out before anything of it is heard', async () => {
    const house = await openHouse()
    const series = await house.series()
    const ada = await house.wire(series)
    ada.announce({ version: 2, lineage: 'of another', clients: [] })
    ada.step2(typed(await whole(await house.wire(series)), 'Not from here.')[0] as Uint8Array)
    expect(await ada.closed).toEqual({
      code: 4409,
      reason: 'the copy in this browser belongs to another series document',
    })
    expect(ada.heard.map(({ type }) => type)).not.toContain('welcome')
  })

  it('is not what a writer writes into the document', async () => {
    const house = await openHouse()
    const series = await house.series()
    const ada = await house.wire(series)
    ada.announce({ version: 2, clients: [] })
    const { lineage } = (await ada.next('welcome')).welcome
    const doc = new Y.Doc()
    Y.applyUpdate(doc, await whole(ada))
    const before = Y.encodeStateVector(doc)
    doc.getMap('series').set('lineage', 'forged')
    ada.update(Y.encodeStateAsUpdate(doc, before))
    await ada.next('acknowledged')
    await house.close()
    const again = await openHouse({}, house.dataDir)
    const bo = await again.wire(series)
    bo.announce({ version: 2, lineage, clients: [] })
    expect((await bo.next('welcome')).welcome.lineage).toBe(lineage)
  })

  it('of a series that was made before it was written down is the document’s', async () => {
    const house = await openHouse()
    const series = await house.series()
    const ada = await house.wire(series)
    const doc = new Y.Doc()
    Y.applyUpdate(doc, await whole(ada))
    await house.close()
    await behind(house.dataDir, 'UPDATE series SET lineage = NULL')
    const again = await openHouse({}, house.dataDir)
    const bo = await again.wire(series)
    bo.announce({ version: 2, clients: [] })
    expect((await bo.next('welcome')).welcome.lineage).toBe(doc.getMap('series').get('lineage'))
  })
})

async function whole(wire: import('../wire.ts').Wire): Promise<Uint8Array> {
  wire.step1()
  return (await wire.next('step2')).bytes
}
