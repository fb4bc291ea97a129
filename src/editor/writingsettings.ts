/// What a person has chosen for how their writing is helped.
export interface WritingSettings {
  /// Whether `INT.`, `(`, `>` and the like make of a line what they stand for.
  readonly conversions: boolean
  /// Whether names, places and the like are offered while one types.
  readonly completion: boolean
  /// Whether straight quotation marks become curved ones as they are typed.
  readonly quotes: boolean
  /// Whether two hyphens become a dash, and three points in Chinese an ellipsis.
  readonly dashes: boolean
}
