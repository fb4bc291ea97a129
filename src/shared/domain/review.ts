/// What a reviewer says of an outline: that it is approved, or that they ask for changes.
export const verdicts = ['approved', 'changes'] as const
export type Verdict = (typeof verdicts)[number]

/// What a series asks for until somebody says otherwise.
export const usualSignOffs: readonly string[] = ['Producer']

/// Required sign-offs at most, and letters in the name of one.
export const mostSignOffs = 8
export const longestSignOff = 40
/// Code units of what is said with a sign-off.
export const longestNote = 4000
