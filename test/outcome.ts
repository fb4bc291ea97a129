/// What a run of tests came to, and how to read it from the reports of the test runners.

import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { straysOf } from './strays.ts'
import type { Trouble } from './trouble.ts'

export interface Outcome {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /// What failed, as far as it has a name.
  readonly failures: readonly Trouble[]
  /// What passed only when it was tried again, and why it had not passed before.
  readonly flaky: readonly Trouble[]
}

export const nothing: Outcome = { passed: 0, failed: 0, skipped: 0, failures: [], flaky: [] }

export function together(outcomes: readonly Outcome[]): Outcome {
  const sum = (of: 'passed' | 'failed' | 'skipped') =>
    outcomes.reduce((total, outcome) => total + outcome[of], 0)
  return {
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    failures: outcomes.flatMap(({ failures }) => failures),
    flaky: outcomes.flatMap(({ flaky }) => flaky),
  }
}

function readReport<Report>(path: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly {
    /// The path of the file.
    readonly name: string
    readonly status: string
    /// Why the file could not be loaded.
    readonly message?: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly ancestorTitles: readonly string[]
      readonly title: string
      /// Of every try. A test that passed at the second has those of the first.
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

/// Undefined when the run left no report. A file that could not be loaded, so that none of its
/// tests ran, counts as one failure, and so does each error that belongs to no test.
export function readVitest(path: string): Outcome | undefined {
  const report = readReport<VitestReport>(path)
  if (!report) return undefined
  const tests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ status, ancestorTitles, title, failureMessages }) => ({
      status,
      trouble: {
        file: relative('.', name),
        title: [...ancestorTitles.filter(Boolean), title].join(' › '),
        message: failureMessages[0] ?? '',
      },
    })),
  )
  const unread = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  const strays = readReport<readonly Trouble[]>(straysOf(path)) ?? []
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unread.length + strays.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: [
      ...tests.flatMap(({ status, trouble }) => (status === 'failed' ? [trouble] : [])),
      ...unread.map(({ name, message = '' }) => ({
        file: relative('.', name),
        title: 'could not be loaded',
        message,
      })),
      ...strays,
    ],
    flaky: tests.flatMap(({ status, trouble }) =>
      status === 'passed' && trouble.message !== '' ? [trouble] : [],
    ),
  }
}

interface PlaywrightSuite {
  readonly title: string
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs?: readonly {
    readonly title: string
    readonly file: string
    readonly tests: readonly {
      readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped'
      readonly results: readonly { readonly errors?: readonly { readonly message?: string }[] }[]
    }[]
  }[]
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
  readonly suites?: readonly PlaywrightSuite[]
  /// Of no test.
  readonly errors?: readonly { readonly message?: string }[]
}

/// Undefined when the run left no report. A test that passed when it was tried again has passed.
export function readPlaywright(path: string): Outcome | undefined {
  const report = readReport<PlaywrightReport>(path)
  if (!report) return undefined
  const { stats, suites = [], errors = [] } = report
  const ended = (status: string) => suites.flatMap((suite) => troublesOf(suite, status))
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    failures: [
      ...ended('unexpected'),
      ...errors.map(({ message = '' }) => ({ file: 'test/e2e', title: 'of no test', message })),
    ],
    flaky: ended('flaky'),
  }
}

/// The tests of a suite and those in it that ended so. The title of the outermost is its file's.
function troublesOf(suite: PlaywrightSuite, status: string, above = ''): readonly Trouble[] {
  const own = (suite.specs ?? []).flatMap(({ title, file, tests }) =>
    tests.flatMap((test) => {
      if (test.status !== status) return []
      const [error] = test.results.flatMap(({ errors = [] }) => errors)
      return [{ file: `test/e2e/${file}`, title: above + title, message: error?.message ?? '' }]
    }),
  )
  const inner = (suite.suites ?? []).flatMap((each) =>
    troublesOf(each, status, `${above}${each.title} › `),
  )
  return [...own, ...inner]
}
