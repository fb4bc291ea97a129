import { expect, test } from 'vitest'
import { refusalOf } from '../../src/session/refusal.ts'
import { createStanding, readNews, readStanding } from '../../src/session/standing.ts'
import { close } from '../../src/shared/protocol.ts'

test('a standing is read from whatever was sent', () => {
  expect(readStanding('{"role":"producer","signOffs":["Platform",3],"guest":true}')).toEqual({
    role: 'producer',
    signOffs: ['Platform'],
    guest: true,
  })
  expect(readStanding('{"role":"viewer","signOffs":[]}')?.guest).toBe(false)
})

test.each(['', 'null', '7', '[]', '{}', '{"role":"king","signOffs":[]}', '{"role":"owner"}'])(
  '%j is no standing, and changes none',
  (text) => {
    expect(readStanding(text)).toBeUndefined()
    const standing = createStanding()
    standing.hear('{"role":"writer","signOffs":[],"guest":false}')
    standing.hear(text)
    expect(standing.get()?.role).toBe('writer')
  },
)

test('the same standing said again is the same object and tells nobody', () => {
  const standing = createStanding()
  const text = '{"role":"writer","signOffs":["Producer"],"guest":false}'
  standing.hear(text)
  const before = standing.get()
  let told = 0
  standing.subscribe(() => told++)
  standing.hear(text)
  expect(standing.get()).toBe(before)
  expect(told).toBe(0)
  standing.hear('{"role":"writer","signOffs":[],"guest":false}')
  expect(told).toBe(1)
})

test('of news the known topics are heard', () => {
  expect(readNews('{"topics":["reviews","weather","threads"]}')).toEqual(['threads', 'reviews'])
  expect(readNews('{"topics":"threads"}')).toEqual([])
  expect(readNews('no')).toEqual([])
})

test('close codes that end a connection have their refusals', () => {
  const told = Object.entries(close).map(([name, { code, reason }]) => [
    name,
    refusalOf(code, reason),
  ])
  expect(Object.fromEntries(told)).toEqual({
    goingAway: 'other',
    tooSlow: 'other',
    malformed: 'malformed',
    signedOut: 'signedOut',
    removed: 'removed',
    linkOver: 'linkOver',
    readOnly: 'readOnly',
    notFound: 'unknown',
    replaced: 'replaced',
    refused: 'unapplied',
    notYours: 'notYours',
    outdated: 'outdated',
    tooMuch: 'other',
    unavailable: 'other',
    storage: 'other',
  })
})
