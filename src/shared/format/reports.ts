import { breakdownCsv } from './breakdown/report.ts'
import { outlineCsv, outlineText } from './outline/report.ts'
import type { Report } from './report.ts'
import { subtitleReports } from './subtitles/reports.ts'

/// The reports that need no heavy library. `server/jobs/reports.ts` has all.
export const textReports: readonly Report[] = [
  outlineCsv,
  outlineText,
  breakdownCsv,
  ...subtitleReports,
]
