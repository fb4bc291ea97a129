/// Who may do what. The one place that says so: the interface asks it what to offer, HTTP and sync
/// ask it what to allow.

export const roles = ['owner', 'writer', 'producer', 'viewer'] as const
export type Role = (typeof roles)[number]

export function isRole(value: unknown): value is Role {
  return (roles as readonly unknown[]).includes(value)
}

/// What somebody is to one series.
export interface Standing {
  readonly role: Role
  /// The names of the sign-offs that this person may give ("Producer", "Platform" …). They are
  /// granted by name and apart from the role: a writer may sign too.
  readonly signOffs: readonly string[]
  /// Came by a link, without an account.
  readonly guest: boolean
}

/// What can be done in a series. `series.edit` is everything that changes the document itself:
/// script, outlines, episodes, who writes what and when.
export const deeds = [
  'series.read',
  'series.edit',
  'series.bin',
  'export',
  'members.read',
  'members.change',
  'members.leave',
  'invites.read',
  'invites.make',
  'tokens.read',
  'tokens.make',
  'threads.read',
  'threads.write',
  'threads.resolve',
  'reviews.read',
  'reviews.ready',
  'reviews.sign',
  'reviews.settings',
  'activity.read',
] as const
export type Deed = (typeof deeds)[number]

const reading = ['series.read', 'export', 'threads.read', 'reviews.read', 'activity.read'] as const
const talking = ['threads.write', 'threads.resolve'] as const

/// What each role may do. Signing is not among it, except for the owner: see `may`.
const allowed: Readonly<Record<Role, ReadonlySet<Deed>>> = {
  owner: new Set(deeds),
  writer: new Set([
    ...reading,
    ...talking,
    'members.read',
    'members.leave',
    'series.edit',
    'reviews.ready',
  ]),
  producer: new Set([...reading, ...talking, 'members.read', 'members.leave', 'reviews.sign']),
  viewer: new Set([...reading, 'members.read', 'members.leave']),
}

/// A guest has no membership to leave, and does not see the addresses of those who have.
const membersOnly: ReadonlySet<Deed> = new Set(['members.read', 'members.leave'])

/// Whether somebody of this standing may do this. Without a standing nothing may be done.
/// `reviews.sign` says only that there is something to sign: every producer may request changes,
/// and `maySign` says which sign-off may be given.
export function may(standing: Standing | undefined, deed: Deed): boolean {
  if (!standing) return false
  if (standing.guest && membersOnly.has(deed)) return false
  if (deed === 'reviews.sign' && standing.signOffs.length > 0) return true
  return allowed[standing.role].has(deed)
}

/// Whether somebody may give the sign-off of this name. An owner is no exception: who signs is
/// granted by name.
export function maySign(standing: Standing | undefined, signOff: string): boolean {
  return standing?.signOffs.includes(signOff) ?? false
}

/// Every role that may do this by itself, for the sentence that says whom to ask.
export function rolesThatMay(deed: Deed): readonly Role[] {
  return roles.filter((role) => allowed[role].has(deed))
}

/// The lesser of two roles: what a token of somebody can do at most.
export function atMost(role: Role, limit: Role): Role {
  return roles.indexOf(role) < roles.indexOf(limit) ? limit : role
}

/// What can be asked outside any one series, by who asks: `anyone`; `somebody`, who has signed in,
/// came by a guest link or brings a token; `account`, only who has signed in; `maker`, who may make
/// a series: an account, or a token of its own that may write.
export const admissions = ['anyone', 'somebody', 'account', 'maker'] as const
export type Admission = (typeof admissions)[number]

/// Who asks, as far as `admits` cares. `maker` is a token that may make series.
export type Caller = 'nobody' | 'account' | 'guest' | 'token' | 'maker'

const admitted: Readonly<Record<Admission, ReadonlySet<Caller>>> = {
  anyone: new Set(['nobody', 'account', 'guest', 'token', 'maker']),
  somebody: new Set(['account', 'guest', 'token', 'maker']),
  account: new Set(['account']),
  maker: new Set(['account', 'maker']),
}

export function admits(admission: Admission, caller: Caller): boolean {
  return admitted[admission].has(caller)
}
