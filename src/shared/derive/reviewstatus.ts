import type { Verdict } from '../domain/review.ts'

/// How far the review of an episode has come: made of what people have said about it and of the
/// outline as it stands now. Nothing of it is stored.

/// Something said about an outline, as far as the status depends on it.
export interface Said {
  /// The sign-off it is, as the series names it; null where changes are asked for without one.
  readonly signOff: string | null
  readonly verdict: Verdict
  /// Of the outline it was said about.
  readonly fingerprint: string
  /// Milliseconds since 1970.
  readonly at: number
}

/// A mark of the writers that an episode can be reviewed.
export interface ReadyMark {
  readonly at: number
}

export const reviewStates = ['draft', 'ready', 'changes', 'partly', 'changed', 'final'] as const

/// - `draft`: nothing has been said. `ready`: the writers have said that it can be reviewed.
/// - `changes`: somebody asks for changes, and the writers have not marked it ready since.
/// - `partly`: some of the required sign-offs stand, others are missing.
/// - `changed`: an approval was given to another outline than the one that stands.
/// - `final`: every required sign-off approves what stands.
export type ReviewState = (typeof reviewStates)[number]

export interface ReviewStatus<S extends Said = Said> {
  readonly state: ReviewState
  /// Whether the writers' mark is there, whatever else has been said.
  readonly ready: boolean
  /// Required sign-offs that do not approve what stands now, in the order of the series.
  readonly missing: readonly string[]
  /// For each required sign-off that has been given, what was said last under its name.
  readonly last: ReadonlyMap<string, S>
  /// Approvals of an outline that no longer stands.
  readonly outdated: readonly S[]
  /// Requests for changes that stand.
  readonly asked: readonly S[]
}

/// Of several who may give one sign-off, the last word counts. Sign-offs that are not required (any
/// more) decide nothing. Without any required sign-off nothing is ever final.
export function reviewStatus<S extends Said>(
  fingerprint: string,
  required: readonly string[],
  said: readonly S[],
  mark: ReadyMark | undefined,
): ReviewStatus<S> {
  const last = new Map<string, S>()
  for (const name of required) {
    const latest = latestOf(said.filter(({ signOff }) => signOff === name))
    if (latest) last.set(name, latest)
  }
  const counted = [...last.values()]
  const missing = required.filter((name) => {
    const word = last.get(name)
    return word?.verdict !== 'approved' || word.fingerprint !== fingerprint
  })
  const outdated = counted.filter(
    (word) => word.verdict === 'approved' && word.fingerprint !== fingerprint,
  )
  const requests = [...counted, ...said.filter(({ signOff }) => signOff === null)]
  const asked = requests.filter(
    ({ verdict, at }) => verdict === 'changes' && at > (mark?.at ?? Number.NEGATIVE_INFINITY),
  )
  const ready = mark !== undefined
  return { state: stateOf(), ready, missing, last, outdated, asked }

  function stateOf(): ReviewState {
    if (required.length > 0 && missing.length === 0) return 'final'
    if (asked.length > 0) return 'changes'
    if (outdated.length > 0) return 'changed'
    if (missing.length < required.length) return 'partly'
    return ready ? 'ready' : 'draft'
  }
}

/// What a reviewer is shown as changed: since they approved, where that no longer stands, else since
/// they last looked. Undefined where they have seen what stands, or nothing yet.
export interface Since {
  readonly what: 'approved' | 'seen'
  readonly fingerprint: string
  readonly at: number
}

export function changedSince(
  fingerprint: string,
  mine: readonly Said[],
  seen: { readonly fingerprint: string; readonly at: number } | undefined,
): Since | undefined {
  const word = latestOf(mine)
  if (word?.verdict === 'approved' && word.fingerprint !== fingerprint) {
    return { what: 'approved', fingerprint: word.fingerprint, at: word.at }
  }
  const looks = [...(seen ? [seen] : []), ...(word ? [word] : [])]
  const look = looks.sort((a, b) => b.at - a.at)[0]
  if (!look || look.fingerprint === fingerprint) return undefined
  return { what: 'seen', fingerprint: look.fingerprint, at: look.at }
}

/// The latest; of two at the same moment the one that stands later in the list.
function latestOf<S extends Said>(said: readonly S[]): S | undefined {
  return said.reduce<S | undefined>(
    (latest, each) => (latest === undefined || each.at >= latest.at ? each : latest),
    undefined,
  )
}
