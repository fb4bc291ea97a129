import { expect, it } from 'vitest'
import { freshFolder } from './house.ts'
import { Person } from './person.ts'
import { serve } from './serverprocess.ts'

const series = 'sample-en'

/// Below the ports that the system hands out, or a client that calls a server which is down could
/// be given that very port.
const port = String(20_000 + (process.pid % 10_000))

/// Two people who type a word whenever they see one of the other, until `stop`. `seen` are the
/// words that somebody else has seen.
function conversation(ana: Person, bo: Person, round: number) {
  const seen = new Set<string>()
  let words = 0
  let typing = true
  let look: () => void = () => {}
  const answer = (me: Person, other: string) => {
    const known = new Set<string>()
    const hear = () => {
      if (!typing) return
      for (const word of me.notes.toString().split(' ')) {
        if (!word.startsWith(`${other}${round}.`) || known.has(word)) continue
        known.add(word)
        seen.add(word)
        queueMicrotask(() => typing && me.type(`${me === ana ? 'a' : 'b'}${round}.${words++} `))
      }
      look()
    }
    me.doc.on('update', hear)
  }
  answer(ana, 'b')
  answer(bo, 'a')
  for (let i = 0; i < 3; i++) {
    ana.type(`a${round}.${words++} `)
    bo.type(`b${round}.${words++} `)
  }
  return {
    seen,
    reaches(count: number): Promise<void> {
      return new Promise((done) => {
        look = () => {
          if (seen.size >= count) done()
        }
        look()
      })
    },
    stop() {
      typing = false
    },
  }
}

it('[U4] nothing that another person has seen is missing after kill -9', {
  timeout: 240_000,
}, async () => {
  const dataDir = freshFolder()
  const everSeen = new Set<string>()
  // Again with what is left of the first time. `npm run chaos` does it in more ways and more often.
  for (let round = 0; round < 2; round++) {
    const server = await serve(dataDir)
    const cookie = await server.signIn()
    const ana = await new Person(server.url, series, cookie).synced()
    const bo = await new Person(server.url, series, cookie).synced()
    const talk = conversation(ana, bo, round)
    await talk.reaches(100 + 37 * round)
    expect(await server.end('SIGKILL')).toBe('SIGKILL')
    talk.stop()
    // These two must not be the ones who bring it back.
    ana.leave()
    bo.leave()
    for (const word of talk.seen) everSeen.add(word)
    const again = await serve(dataDir)
    const cy = await new Person(again.url, series, cookie).synced()
    const kept = new Set(cy.notes.toString().split(' '))
    expect([...everSeen].filter((word) => !kept.has(word))).toEqual([])
    cy.leave()
    expect(await again.end('SIGTERM')).toBe(0)
  }
  expect(everSeen.size).toBeGreaterThan(200)
})

it('stock clients come back by themselves after kill -9, with what they typed meanwhile', {
  timeout: 240_000,
}, async () => {
  const dataDir = freshFolder()
  const server = await serve(dataDir, port)
  const cookie = await server.signIn()
  const ana = await new Person(server.url, series, cookie).synced()
  const bo = await new Person(server.url, series, cookie).synced()
  const talk = conversation(ana, bo, 0)
  await talk.reaches(50)
  await server.end('SIGKILL')
  talk.stop()
  ana.type('Typed without a server. ')
  const again = await serve(dataDir, port)
  await bo.when(() => bo.notes.toString().includes('Typed without a server.'))
  ana.leave()
  bo.leave()
  expect(await again.end('SIGTERM')).toBe(0)
})
