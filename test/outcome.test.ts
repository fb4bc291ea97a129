import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { nothing, readPlaywright, readVitest, together } from './outcome.ts'
import { Strays, straysOf } from './strays.ts'
import { brief, lastOf } from './trouble.ts'

const folder = mkdtempSync(join(tmpdir(), 'ninety-outcome-'))

afterAll(() => rmSync(folder, { recursive: true }))

function report(content: unknown): string {
  const path = join(folder, 'report.json')
  writeFileSync(path, JSON.stringify(content))
  return path
}

const passed = { status: 'passed', ancestorTitles: [], title: 'Calm', failureMessages: [] }
const again = { ...passed, title: 'Late', failureMessages: ['Timed out'] }
const failed = { ...again, status: 'failed', ancestorTitles: ['', 'A room'], title: 'Shut' }

const vitest = {
  numPassedTests: 7,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults: [
    { name: resolve('test/a.test.ts'), status: 'passed', assertionResults: [passed, again] },
    { name: resolve('test/b.test.ts'), status: 'failed', assertionResults: [failed] },
  ],
}

const flaky = [{ file: 'test/a.test.ts', title: 'Late', message: 'Timed out' }]
const failures = [{ file: 'test/b.test.ts', title: 'A room › Shut', message: 'Timed out' }]

test('tests count as they went, and those to be written as skipped', () => {
  const counted = { passed: 7, failed: 1, skipped: 3 }
  expect(readVitest(report(vitest))).toEqual({ ...counted, failures, flaky })
})

test('a file that could not be loaded counts as a failure', () => {
  const unread = {
    name: resolve('test/c.test.ts'),
    status: 'failed',
    message: 'No such file',
    assertionResults: [],
  }
  const outcome = readVitest(report({ ...vitest, testResults: [...vitest.testResults, unread] }))
  expect(outcome).toMatchObject({ passed: 7, failed: 2, skipped: 3 })
  expect(outcome?.failures).toEqual([
    ...failures,
    { file: 'test/c.test.ts', title: 'could not be loaded', message: 'No such file' },
  ])
})

test('so does an error that belongs to no test', () => {
  const path = report(vitest)
  const error = {
    name: 'Error',
    message: 'The line broke',
    stack: 'Error: The line broke\n  at it',
  }
  new Strays(straysOf(path)).onTestRunEnd([], [error], 'failed')
  const outcome = readVitest(path)
  rmSync(straysOf(path))
  expect(outcome?.failed).toBe(2)
  expect(outcome?.failures.at(-1)).toEqual({
    file: 'of no test',
    title: 'Error',
    message: 'Error: The line broke\n  at it',
  })
})

test('a browser test that passed at the second try has passed, and is named', () => {
  const tried = (status: string, message: string) => ({
    status,
    results: [{ errors: [{ message }] }, { errors: [] }],
  })
  const spec = (title: string, status: string) => ({
    title,
    file: 'board.spec.ts',
    tests: [tried(status, `${title} failed`)],
  })
  const suites = [
    {
      title: 'board.spec.ts',
      specs: [spec('Calm', 'expected'), spec('Late', 'flaky')],
      suites: [{ title: 'a beat', specs: [spec('Shut', 'unexpected')] }],
    },
  ]
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }
  expect(readPlaywright(report({ stats, suites }))).toEqual({
    passed: 6,
    failed: 1,
    skipped: 2,
    flaky: [{ file: 'test/e2e/board.spec.ts', title: 'Late', message: 'Late failed' }],
    failures: [{ file: 'test/e2e/board.spec.ts', title: 'a beat › Shut', message: 'Shut failed' }],
  })
})

test('a run that left no report has no outcome', () => {
  expect(readVitest(join(folder, 'none.json'))).toBeUndefined()
  writeFileSync(join(folder, 'half.json'), '{"stats":')
  expect(readPlaywright(join(folder, 'half.json'))).toBeUndefined()
})

test('outcomes add up', () => {
  const one = { ...nothing, passed: 1, flaky }
  expect(together([one, { ...nothing, passed: 2, failed: 3, skipped: 4, failures }])).toEqual({
    passed: 3,
    failed: 3,
    skipped: 4,
    failures,
    flaky,
  })
})

test('trouble is told in few and short lines, without colours', () => {
  const message = ['\u001b[31mno\u001b[39m', '', 'x'.repeat(500), ...Array(40).fill('at it')]
  const told = brief({ file: 'a.test.ts', title: 'Shut', message: message.join('\n') }).split('\n')
  expect(told).toHaveLength(21)
  expect(told.slice(0, 2)).toEqual(['  a.test.ts: Shut', '      no'])
  expect(Math.max(...told.map(({ length }) => length))).toBe(206)
})

test('of a run without a report the last lines are told, as many as trouble is told in', () => {
  const said = ['first', ...Array(30).fill('at it'), 'Error: lost', 'Node.js'].join('\n')
  const told = lastOf(`${said}\n\n`).split('\n')
  expect(told).toHaveLength(20)
  expect(told.slice(-2)).toEqual(['Error: lost', 'Node.js'])
  expect(brief({ file: 'Chaos', title: 'Shut', message: told.join('\n') })).toContain('Node.js')
})
