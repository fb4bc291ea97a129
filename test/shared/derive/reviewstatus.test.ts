import { describe, expect, it } from 'vitest'
import { changedSince, reviewStatus, type Said } from '../../../src/shared/derive/reviewstatus.ts'

const required = ['Producer', 'Platform', 'Compliance']
let at = 0
const say = (signOff: string | null, verdict: Said['verdict'], fingerprint = 'now'): Said => ({
  signOff,
  verdict,
  fingerprint,
  at: ++at,
})
const ready = () => ({ at: ++at })
const status = (said: readonly Said[], mark?: { at: number }) =>
  reviewStatus('now', required, said, mark)

describe('the status of an episode', () => {
  it('is draft, then ready', () => {
    expect(status([]).state).toBe('draft')
    expect(status([], ready()).state).toBe('ready')
  })

  it('is partly approved until every required sign-off stands, and then final', () => {
    const said = [say('Producer', 'approved')]
    expect(status(said)).toMatchObject({ state: 'partly', missing: ['Platform', 'Compliance'] })
    said.push(say('Platform', 'approved'), say('Compliance', 'approved'))
    expect(status(said)).toMatchObject({ state: 'final', missing: [] })
  })

  it('is changed since approval when one of them was given to another outline', () => {
    const said = [
      say('Producer', 'approved', 'before'),
      say('Platform', 'approved'),
      say('Compliance', 'approved'),
    ]
    expect(status(said)).toMatchObject({
      state: 'changed',
      missing: ['Producer'],
      outdated: [said[0]],
    })
  })

  it('is final again when the outline is as it was approved', () => {
    const said = required.map((name) => say(name, 'approved', 'before'))
    expect(reviewStatus('before', required, said, undefined).state).toBe('final')
  })

  it('is changes requested until the writers mark it ready again', () => {
    const first = ready()
    const said = [say('Producer', 'approved'), say('Platform', 'changes')]
    expect(status(said, first)).toMatchObject({ state: 'changes', asked: [said[1]] })
    expect(status(said, ready())).toMatchObject({
      state: 'partly',
      missing: ['Platform', 'Compliance'],
    })
    expect(status(said, ready()).asked).toEqual([])
  })

  it('counts a request without a sign-off, which everybody who signs can overrule', () => {
    const said = [say(null, 'changes')]
    expect(status(said).state).toBe('changes')
    expect(status([...said, ...required.map((name) => say(name, 'approved'))]).state).toBe('final')
  })

  it('goes by the last word under each name', () => {
    const said = [say('Producer', 'approved'), say('Producer', 'changes')]
    expect(status(said).state).toBe('changes')
    expect(status([...said, say('Producer', 'approved')]).state).toBe('partly')
  })

  it('leaves out sign-offs that the series does not require', () => {
    expect(status([say('Nobody', 'approved')]).state).toBe('draft')
    expect(reviewStatus('now', [], [say('Producer', 'approved')], undefined).state).toBe('draft')
  })
})

describe('what changed for a reviewer', () => {
  const seen = (fingerprint: string) => ({ fingerprint, at: ++at })

  it('is nothing at the first look, and nothing when they have seen what stands', () => {
    expect(changedSince('now', [], undefined)).toBeUndefined()
    expect(changedSince('now', [], seen('now'))).toBeUndefined()
  })

  it('is what changed since their last look', () => {
    expect(changedSince('now', [], seen('before'))).toMatchObject({
      what: 'seen',
      fingerprint: 'before',
    })
  })

  it('is what changed since they approved, even if they have looked since', () => {
    const mine = [say('Producer', 'approved', 'approved then')]
    expect(changedSince('now', mine, seen('between'))).toMatchObject({
      what: 'approved',
      fingerprint: 'approved then',
    })
    expect(changedSince('now', [...mine, say('Producer', 'approved')], seen('now'))).toBeUndefined()
  })

  it('goes by a request for changes as by a look', () => {
    const mine = [say('Producer', 'changes', 'before')]
    expect(changedSince('now', mine, undefined)).toMatchObject({
      what: 'seen',
      fingerprint: 'before',
    })
  })
})
