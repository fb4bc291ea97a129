import type { Kept } from '../document/kept.ts'
import type { Language } from '../domain/language.ts'
import type { Series } from '../domain/series.ts'
import type { Writing } from './formats.ts'
import type { Tell } from './progress.ts'

/// What is made from a series beside its script: a grid of its outline, a breakdown, subtitles.
export interface Report {
  readonly id: string
  /// In lower case, with the dot.
  readonly extension: string
  readonly mediaType: string
  /// One that takes long says how far it has got.
  write(material: Material, options: ReportOptions, tell?: Tell): Promise<Writing>
}

/// The series as it stands, and what its document keeps beside.
export interface Material {
  readonly series: Series
  readonly kept: Kept
}

export interface ReportOptions {
  /// The language of headings and labels.
  readonly language: Language
  /// What this report has asked for beside, by name; what it does not know is ignored.
  readonly chosen: Readonly<Record<string, string>>
}
