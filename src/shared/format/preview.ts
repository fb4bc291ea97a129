import type { Language } from '../domain/language.ts'
import type { CutProposal } from './cuts.ts'

/// What a file holds, for whoever is about to import it: what was recognised, and how it would be
/// cut. Cuts are made before lines; whoever shows this reckons lengths from the lines' own.
export interface Preview {
  /// The id of the format it was read as, and of all that a file of this name may be in.
  readonly format: string
  readonly formats: readonly string[]
  readonly title: string
  readonly language: Language
  /// As the file has it.
  readonly targetSeconds?: number | undefined
  /// Who speaks, who speaks most first.
  readonly cast: readonly string[]
  readonly proposal: CutProposal
  /// How long each line runs.
  readonly seconds: readonly number[]
  /// The lines at which an episode or a segment may begin, with the words they open with.
  readonly openings: readonly Opening[]
}

export interface Opening {
  readonly at: number
  readonly text: string
}
