import { describe, expect, it } from 'vitest'
import { cuesOf, litAt } from '../../../src/shared/derive/cues.ts'
import { episodeTime } from '../../../src/shared/derive/runtime.ts'
import type { Episode } from '../../../src/shared/domain/episode.ts'
import {
  after,
  type Deed,
  hasEnded,
  openedAt,
  positionAt,
  type Reading,
} from '../../../src/views/readthrough/reading.ts'
import { en, episode, line, segment } from '../../shared/derive/script.ts'

const [heading, tear, lin, no, laugh, end] = [
  line('scene-heading', 'INT. ROOM - DAY'),
  line('action', 'She tears the contract in half and drops it.'),
  line('character', 'LIN'),
  line('dialogue', 'No. I never wanted any of this money, and you know it.'),
  line('action', 'They laugh for a long while, until they do not.'),
  line('action', 'A knock at the door.'),
]
const [first, middle, last] = [
  segment([heading, tear], { kind: 'hook' }),
  segment([lin, no, laugh]),
  segment([end], { kind: 'cliffhanger' }),
]
const show = episode([first, middle, last])

/// A person with a read-through and a clock that only they turn.
class Reader {
  now = 5000
  reading: Reading

  constructor(of: Episode, from?: string) {
    this.reading = openedAt(cuesOf(of, en), from)
  }

  do(deed: Deed): this {
    this.reading = after(this.reading, deed, this.now)
    return this
  }

  /// Lets time pass, a frame at a time.
  wait(seconds: number): this {
    const until = this.now + seconds * 1000
    while (this.now < until) {
      this.now = Math.min(until, this.now + 1000 / 60)
      this.do({ do: 'tick' })
    }
    return this
  }

  get at(): number {
    return positionAt(this.reading, this.now)
  }

  get on(): string[] {
    return litAt(this.reading.cues, this.at).map((cue) => cue.line.text)
  }

  get runs(): boolean {
    return this.reading.since !== undefined
  }
}

const whole = episodeTime(show, en).seconds
const startOf = (text: string) =>
  cuesOf(show, en).cues.find((cue) => cue.line.text === text)?.start ?? Number.NaN

describe('a read-through', () => {
  it('of an episode takes its modelled time, to the millisecond', () => {
    const reader = new Reader(show).do({ do: 'toggle' })
    const started = reader.now
    reader.now = started + whole * 1000 - 1
    expect(hasEnded(reader.reading, reader.now)).toBe(false)
    reader.now = started + whole * 1000
    expect(hasEnded(reader.reading, reader.now)).toBe(true)
    reader.do({ do: 'tick' })
    expect(reader).toMatchObject({ at: whole, runs: false })
  })

  it('has each line on for as long as it is reckoned to take', () => {
    const reader = new Reader(show).do({ do: 'toggle' })
    const on = new Map<string, number>()
    const frame = 1 / 100
    while (reader.runs) {
      for (const text of reader.on) on.set(text, (on.get(text) ?? 0) + frame)
      reader.wait(frame)
    }
    for (const { line: each, start, end: until } of reader.reading.cues.cues) {
      expect(Math.abs((on.get(each.text) ?? 0) - (until - start))).toBeLessThan(3 * frame)
    }
    expect(on.size).toBe(5)
  })

  it('is held and goes on where it was, and begins again when it has ended', () => {
    const reader = new Reader(show).wait(5)
    expect(reader).toMatchObject({ at: 0, runs: false })
    reader.do({ do: 'toggle' }).wait(2).do({ do: 'toggle' }).wait(60)
    expect(reader.at).toBeCloseTo(2)
    reader.do({ do: 'toggle' }).wait(whole)
    expect(reader).toMatchObject({ at: whole, runs: false })
    reader.do({ do: 'toggle' })
    expect(reader).toMatchObject({ at: 0, runs: true })
    reader.do({ do: 'pause' })
    expect(reader.runs).toBe(false)
  })

  it('begins at a line, or with what a name says; at the start where there is no such line', () => {
    expect(new Reader(show, laugh.id).on).toEqual([laugh.text])
    expect(new Reader(show, lin.id).on).toEqual([no.text])
    expect(new Reader(show, 'elsewhere').at).toBe(0)
  })

  it('goes on by a line, back to the start of the line, and then to the one before', () => {
    const reader = new Reader(show)
    const on = (deed: Deed) => reader.do(deed).on[0]
    expect(on({ do: 'line', by: 1 })).toBe(tear.text)
    expect(on({ do: 'line', by: 1 })).toBe(no.text)
    reader.do({ do: 'toggle' }).wait(1.5)
    expect(on({ do: 'line', by: -1 })).toBe(no.text)
    expect(reader.at).toBeCloseTo(startOf(no.text))
    expect(on({ do: 'line', by: -1 })).toBe(tear.text)
    expect(reader.runs).toBe(true)
    expect(on({ do: 'start' })).toBe(heading.text)
    expect(on({ do: 'line', by: -1 })).toBe(heading.text)
    for (let i = 0; i < 9; i++) reader.do({ do: 'line', by: 1 })
    expect(reader.at).toBe(whole)
  })

  it('goes on and back by a segment', () => {
    const reader = new Reader(show)
    expect(reader.do({ do: 'segment', by: 1 }).on).toEqual([no.text])
    expect(reader.do({ do: 'segment', by: 1 }).on).toEqual([end.text])
    expect(reader.do({ do: 'segment', by: -1 }).on).toEqual([no.text])
    expect(reader.do({ do: 'segment', by: -1 }).at).toBe(0)
  })

  it('is read faster and slower, without a jump', () => {
    const reader = new Reader(show).do({ do: 'toggle' }).wait(1)
    reader.do({ do: 'speed', to: 1.5 }).wait(2)
    expect(reader.at).toBeCloseTo(4)
    reader.do({ do: 'speed', by: 1 }).do({ do: 'speed', by: -1 }).wait(1)
    expect(reader.at).toBeCloseTo(5.25)
    expect(reader.do({ do: 'speed', to: 0.75 }).do({ do: 'speed', by: -1 }).reading.speed).toBe(
      0.75,
    )
  })
})

describe('while it is read, the episode changes', () => {
  const follow = (reader: Reader, changed: Episode) =>
    reader.do({ do: 'follow', cues: cuesOf(changed, en) })

  it('in front of what is on: the same moment of the same line stays on', () => {
    const reader = new Reader(show, no.id).do({ do: 'toggle' }).wait(0.5)
    const { at } = reader
    const longer = { ...first, lines: [heading, tear, line('action', 'One two three four five.')] }
    follow(reader, { ...show, segments: [longer, middle, last] })
    expect(reader.at).toBeCloseTo(at + 2)
    expect(reader.on).toEqual([no.text])
    reader.wait(1)
    expect(reader.at).toBeCloseTo(at + 3)
  })

  it('in what is on: it stays at the same share of it', () => {
    const reader = new Reader(show, tear.id).do({ do: 'toggle' }).wait(1.4)
    const shorter = { ...tear, text: 'She tears it.', spans: [] }
    follow(reader, { ...show, segments: [{ ...first, lines: [heading, shorter] }, middle, last] })
    expect(reader.on).toEqual(['She tears it.'])
    expect(reader.at).toBeCloseTo(1 + (1.4 / 2.8) * 1.6)
  })

  it('and what is on has gone, or moved behind: it goes on with what is left, or follows', () => {
    const reader = new Reader(show, no.id).wait(0.5)
    follow(reader, { ...show, segments: [first, { ...middle, lines: [lin, laugh] }, last] })
    expect(reader.on).toEqual([laugh.text])
    follow(reader, { ...show, segments: [first, last, { ...middle, lines: [laugh] }] })
    expect(reader.on).toEqual([laugh.text])
    follow(reader, { ...show, segments: [first, last] })
    expect(reader.on).toEqual([end.text])
  })

  it('but not at all: nothing moves', () => {
    const reader = new Reader(show, no.id).do({ do: 'toggle' }).wait(0.7)
    const { at } = reader
    follow(reader, { ...show })
    expect(reader.at).toBeCloseTo(at, 9)
  })
})
