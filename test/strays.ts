import { writeFileSync } from 'node:fs'
import type { Reporter } from 'vitest/node'
import type { Trouble } from './trouble.ts'

/// Writes down the errors of a run of vitest that belong to no test: they make the run fail, and
/// stand nowhere in its report.
export class Strays implements Reporter {
  readonly #path: string

  constructor(path: string) {
    this.#path = path
  }

  onTestRunEnd(...[, errors]: Parameters<NonNullable<Reporter['onTestRunEnd']>>): void {
    const troubles: readonly Trouble[] = errors.map(({ name, message, stack }) => ({
      file: 'of no test',
      title: name ?? 'an error',
      message: stack ?? message,
    }))
    writeFileSync(this.#path, JSON.stringify(troubles))
  }
}

/// Where they are written, beside a report.
export const straysOf = (report: string) => report.replace(/(\.json)?$/, '.strays.json')
