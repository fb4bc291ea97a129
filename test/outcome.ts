/// What a run of tests came to, and how to read it from the reports of the test runners.

import { readFileSync } from 'node:fs'

export interface Outcome {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export function together(outcomes: readonly Outcome[]): Outcome {
  const sum = (of: keyof Outcome) => outcomes.reduce((total, outcome) => total + outcome[of], 0)
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
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
    readonly status: string
    readonly assertionResults: readonly unknown[]
  }[]
}

/// Undefined when the run left no report. A file that could not be loaded, so that none of its
/// tests ran, counts as one failure.
export function readVitest(path: string): Outcome | undefined {
  const report = readReport<VitestReport>(path)
  if (!report) return undefined
  const unread = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unread.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
}

/// Undefined when the run left no report. A test that passed when it was tried again has passed; the
/// run names it as flaky above the count.
export function readPlaywright(path: string): Outcome | undefined {
  const stats = readReport<PlaywrightReport>(path)?.stats
  return (
    stats && {
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected,
      skipped: stats.skipped,
    }
  )
}
