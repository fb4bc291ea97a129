import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readPlaywright, readVitest, together } from './outcome.ts'

const folder = mkdtempSync(join(tmpdir(), 'ninety-outcome-'))

afterAll(() => rmSync(folder, { recursive: true }))

function report(content: unknown): string {
  const path = join(folder, 'report.json')
  writeFileSync(path, JSON.stringify(content))
  return path
}

const vitest = {
  numPassedTests: 7,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults: [
    { status: 'passed', assertionResults: [{}, {}] },
    { status: 'failed', assertionResults: [{}] },
  ],
}

test('tests count as they went, and those to be written as skipped', () => {
  expect(readVitest(report(vitest))).toEqual({ passed: 7, failed: 1, skipped: 3 })
})

test('a file that could not be loaded counts as a failure', () => {
  const unread = { status: 'failed', assertionResults: [] }
  const outcome = readVitest(report({ ...vitest, testResults: [...vitest.testResults, unread] }))
  expect(outcome).toEqual({ passed: 7, failed: 2, skipped: 3 })
})

test('a browser test that passed at the second try has passed', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }
  expect(readPlaywright(report({ stats }))).toEqual({ passed: 6, failed: 1, skipped: 2 })
})

test('a run that left no report has no outcome', () => {
  expect(readVitest(join(folder, 'none.json'))).toBeUndefined()
  writeFileSync(join(folder, 'half.json'), '{"stats":')
  expect(readPlaywright(join(folder, 'half.json'))).toBeUndefined()
})

test('outcomes add up', () => {
  const one = { passed: 1, failed: 0, skipped: 0 }
  expect(together([one, { passed: 2, failed: 3, skipped: 4 }])).toEqual({
    passed: 3,
    failed: 3,
    skipped: 4,
  })
})
