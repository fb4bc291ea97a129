import type { Invite, Invites } from '../records/invites.ts'
import type { Members } from '../records/members.ts'
import type { AccountFault, Accounts } from './accounts.ts'
import { type Limits, rules } from './limits.ts'
import type { SetupCode } from './setup.ts'

export interface EnrolmentOptions {
  readonly accounts: Accounts
  readonly members: Members
  readonly invites: Invites
  readonly setup: SetupCode
  readonly limits: Limits
  readonly signUp: 'invite' | 'open'
  /// There is an owner of the installation from now on.
  readonly onOwned: (user: string) => Promise<void>
  /// Somebody has become a member of a series.
  readonly onJoined: (series: string, user: string) => void
}

/// Who wants an account, and what they bring.
export interface Newcomer {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly setupCode: string | undefined
  readonly inviteToken: string | undefined
  /// As limits count it.
  readonly address: string
}

export type Enrolled =
  /// Or the address was taken, and nobody is told so. `user` is made up then.
  | { readonly kind: 'enrolled'; readonly user: string }
  | { readonly kind: 'refused'; readonly fault: EnrolmentFault | AccountFault }
  | { readonly kind: 'tooMany'; readonly seconds: number }

export type EnrolmentFault =
  | 'setup.needed'
  | 'setup.wrong'
  | 'setup.done'
  | 'signUp.closed'
  | 'invite.unknown'
  | 'invite.other'

/// Who may make an account: the first with the set-up code, who becomes the owner of the
/// installation; then whoever was invited, or everybody where the owner has opened it.
export class Enrolment {
  readonly #options: EnrolmentOptions
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: EnrolmentOptions) {
    this.#options = options
  }

  async enrol(newcomer: Newcomer): Promise<Enrolled> {
    if ((await this.#options.members.installationOwner()) !== undefined) return this.#join(newcomer)
    // One at a time: two with the right code need not both make an account.
    const mine = this.#last.then(() => this.#setUp(newcomer))
    this.#last = mine.catch(() => {})
    return mine
  }

  async #setUp(newcomer: Newcomer): Promise<Enrolled> {
    const { accounts, members, setup, limits } = this.#options
    if ((await members.installationOwner()) !== undefined) return this.#join(newcomer)
    if (newcomer.setupCode === undefined) return refused('setup.needed')
    const { address, anywhere } = rules.setUp
    const seconds = limits.take(address, newcomer.address) || limits.take(anywhere, '')
    if (seconds > 0) return { kind: 'tooMany', seconds }
    if (!setup.matches(newcomer.setupCode)) return refused('setup.wrong')
    limits.giveBack(address, newcomer.address)
    limits.giveBack(anywhere, '')
    const made = await this.#make(newcomer)
    if (made.kind !== 'enrolled') return made
    // An account from a set-up that was cut off: its password proves whose it is.
    const user = made.isNew ? made.user : await accounts.whose(newcomer.email, newcomer.password)
    if (user === undefined) return refused('account.wrong')
    // On another server somebody may have been quicker.
    if (!(await members.ownInstallation(user))) return refused('setup.done')
    await this.#options.onOwned(user)
    return { ...made, user }
  }

  async #join(newcomer: Newcomer): Promise<Enrolled> {
    const { invites, members, signUp } = this.#options
    const { setupCode, inviteToken, email } = newcomer
    if (setupCode !== undefined) return refused('setup.done')
    let invite: Invite | undefined
    if (inviteToken !== undefined) {
      invite = await invites.with(inviteToken)
      if (invite?.kind !== 'member') return refused('invite.unknown')
      if (!isFor(invite, email)) return refused('invite.other')
    } else if (signUp !== 'open') {
      return refused('signUp.closed')
    }
    const made = await this.#make(newcomer)
    if (made.kind !== 'enrolled' || !made.isNew || !invite) return made
    await members.add(invite.series, made.user, invite.role, invite.signOffs)
    await invites.count(invite.id)
    this.#options.onJoined(invite.series, made.user)
    return made
  }

  async #make({ name, email, password }: Newcomer) {
    const made = await this.#options.accounts.make(name, email, password)
    if (made.kind === 'refused') return refused(made.fault)
    return { kind: 'enrolled', user: made.user, isNew: made.kind === 'made' } as const
  }
}

/// Whether an account of this address may come by this invitation.
export function isFor({ email }: Pick<Invite, 'email'>, address: string): boolean {
  return email === null || email.toLowerCase() === address.toLowerCase()
}

function refused(fault: EnrolmentFault | AccountFault) {
  return { kind: 'refused', fault } as const
}
