import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Bus } from '../../../server/bus/bus.ts'

/// What the contract needs of an implementation.
export interface BusUnderTest {
  /// One more bus of the same installation, that is up.
  open(): Promise<Bus>
  /// Cuts all of them off, and joins them again. Resolves when they know.
  goDown(): Promise<void>
  comeBack(): Promise<void>
  dispose(): Promise<void>
}

const word = (...values: number[]) => new Uint8Array(values)

/// The suite that every bus passes.
export function describeBus(name: string, open: () => Promise<BusUnderTest>): void {
  describe(name, () => {
    let under: BusUnderTest
    let ana: Bus
    let bo: Bus

    beforeEach(async () => {
      under = await open()
      ana = await under.open()
      bo = await under.open()
    })
    afterEach(async () => {
      await Promise.all([ana.close(), bo.close()])
      await under.dispose()
    })

    /// What a bus hears on a channel, as text. Resolves when it listens for certain.
    async function listening(bus: Bus, other: Bus, channel: string) {
      const heard: string[] = []
      const wanted = Promise.withResolvers<void>()
      const end = bus.hear(channel, (bytes) => {
        if (bytes.length === 0) wanted.resolve()
        else heard.push(bytes.join())
      })
      const knock = setInterval(() => other.say(channel, word()), 5)
      await wanted.promise
      clearInterval(knock)
      return { heard, end }
    }

    /// Resolves when everything that `from` has said before has come to `to`.
    async function flushed(from: Bus, to: Bus) {
      const mark = Promise.withResolvers<void>()
      const { end } = await listening(to, from, 'mark')
      const stop = to.hear('mark', (bytes) => {
        if (bytes.length === 1) mark.resolve()
      })
      from.say('mark', word(1))
      await mark.promise
      end()
      stop()
    }

    it('tells others in the order it was said, and not oneself', async () => {
      const { heard } = await listening(bo, ana, 'series.a')
      const own: string[] = []
      ana.hear('series.a', (bytes) => own.push(bytes.join()))
      const said = Array.from({ length: 100 }, (_, index) => {
        ana.say('series.a', word(1, index))
        return `1,${index}`
      })
      await expect.poll(() => heard).toEqual(said)
      bo.say('series.a', word(2))
      await expect.poll(() => own.filter((each) => each !== '')).toEqual(['2'])
      expect(heard).toEqual(said)
    })

    it('tells each channel for itself, everybody who listens, until they stop', async () => {
      const a = await listening(bo, ana, 'series.a')
      const b = await listening(bo, ana, 'series.b')
      const again: string[] = []
      const stop = bo.hear('series.a', (bytes) => bytes.length > 0 && again.push(bytes.join()))
      ana.say('series.a', word(1))
      await expect.poll(() => a.heard).toEqual(['1'])
      expect(again).toEqual(['1'])
      a.end()
      ana.say('series.a', word(2))
      await expect.poll(() => again).toEqual(['1', '2'])
      stop()
      ana.say('series.a', word(3))
      await flushed(ana, bo)
      expect([a.heard, b.heard, again]).toEqual([['1'], [], ['1', '2']])
      const once = await listening(bo, ana, 'series.a')
      ana.say('series.a', word(4))
      await expect.poll(() => once.heard).toEqual(['4'])
    })

    it('carries any bytes', async () => {
      const { heard } = await listening(bo, ana, 'news')
      const all = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256)
      ana.say('news', all)
      await expect.poll(() => heard).toEqual([all.join()])
    })

    it('without the others it does not throw, and tells when they are back', async () => {
      const { heard } = await listening(bo, ana, 'series.a')
      let backs = 0
      const stop = bo.onBack(() => backs++)
      await under.goDown()
      expect([ana.isUp, bo.isUp]).toEqual([false, false])
      for (let i = 0; i < 1000; i++) ana.say('series.a', word(1))
      const late: string[] = []
      bo.hear('series.late', (bytes) => late.push(bytes.join()))
      await under.comeBack()
      expect(backs).toBe(1)
      expect([ana.isUp, bo.isUp]).toEqual([true, true])
      ana.say('series.a', word(2))
      ana.say('series.late', word(3))
      await expect.poll(() => [heard, late]).toEqual([['2'], ['3']])
      stop()
    })

    it('says and hears nothing once it is closed, twice if need be', async () => {
      const { heard } = await listening(bo, ana, 'series.a')
      await bo.close()
      await bo.close()
      expect(bo.isUp).toBe(false)
      bo.say('series.a', word(1))
      ana.say('series.a', word(2))
      const third = await under.open()
      await flushed(ana, third)
      expect(heard).toEqual([])
      await third.close()
    })
  })
}
