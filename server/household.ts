import type { Logger } from 'pino'
import { Accounts } from './auth/accounts.ts'
import { Devices } from './auth/devices.ts'
import { Doorbell } from './auth/doorbell.ts'
import { Enrolment } from './auth/enrolment.ts'
import { Limits } from './auth/limits.ts'
import { type Mail, mailThrough } from './auth/mail.ts'
import { Reception } from './auth/reception.ts'
import { SetupCode } from './auth/setup.ts'
import { Standings } from './auth/standings.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { Office } from './jobs/office.ts'
import { Pool } from './jobs/pool.ts'
import type { Library } from './library.ts'
import { Activity } from './records/activity.ts'
import type { Records } from './records/database.ts'
import { Invites } from './records/invites.ts'
import type { Members } from './records/members.ts'
import { News } from './records/news.ts'
import { Reviews } from './records/reviews.ts'
import { Threads } from './records/threads.ts'
import { Tokens } from './records/tokens.ts'
import type { Store } from './store/store.ts'

/// What the resources of the API work with: the records of an installation and who guards them.
export type Household = ReturnType<typeof createHousehold>

export interface HouseholdOptions {
  readonly config: Config
  readonly records: Records
  readonly members: Members
  readonly library: Library
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly secret: string
  /// Where people reach the server, known once it listens.
  readonly publicUrl: () => string
}

export function createHousehold(options: HouseholdOptions) {
  const { config, records, members, library, store, clock, log, secret, publicUrl } = options
  const { signUp } = config
  const news = new News()
  const doorbell = new Doorbell()
  const limits = new Limits(clock)
  const invites = new Invites(records, clock)
  const tokens = new Tokens(records, clock)
  const threads = new Threads(records, news, clock)
  const activity = new Activity({ records, news, clock, log })
  const reviews = new Reviews(records, news, clock, library)
  const mail = mailOf(config, publicUrl)
  const accounts = new Accounts({ records, secret, publicUrl, mail, log })
  const devices = new Devices(secret)
  const setup = new SetupCode(config.setupCode, store.isShared ? secret : undefined)
  const onJoined = (series: string, user: string) => {
    doorbell.ring({ user })
    news.say(series, ['members', 'people'])
  }
  const exists = async (series: string) => (await store.findSeries(series)) !== undefined
  const standings = new Standings({ members, exists })
  const enrolment = new Enrolment({
    accounts,
    members,
    invites,
    setup,
    limits,
    signUp,
    onJoined,
    // The samples, and what was written before there were accounts.
    onOwned: (user) => library.adopt(user),
  })
  const reception = new Reception(accounts, invites, tokens)
  const pool = new Pool({ clock, log })
  const office = new Office({ library, pool, threads, reviews, clock })
  return {
    records,
    members,
    library,
    clock,
    log,
    news,
    doorbell,
    limits,
    invites,
    tokens,
    threads,
    reviews,
    activity,
    mail,
    accounts,
    devices,
    setup,
    standings,
    enrolment,
    reception,
    pool,
    office,
    signUp,
    config,
    onJoined,
  }
}

/// Mail comes from the address that is set, or from one at the name that people call the server by.
function mailOf({ smtpUrl, mailFrom }: Config, publicUrl: () => string): Mail | undefined {
  if (smtpUrl === undefined) return undefined
  return mailThrough(smtpUrl, () => mailFrom ?? `Ninety <ninety@${new URL(publicUrl()).hostname}>`)
}
