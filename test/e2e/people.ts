/// People with accounts, made through the same routes as the pages use.

/// An account that is signed in.
export interface Account {
  readonly name: string
  readonly email: string
  readonly password: string
  /// `name=value`, as a browser sends it back.
  readonly cookie: string
}

/// What startServer sets as SETUP_CODE.
export const setupCode = 'browser-tests-code'

/// Makes the first account of a server, its owner.
export function signUpOwner(url: string, name: string): Promise<Account> {
  return signUp(url, name, { 'x-setup-code': setupCode })
}

/// Makes an account that belongs to these series, by a link that the owner gives out.
export async function signUpMember(
  url: string,
  owner: Account,
  name: string,
  series: readonly string[],
): Promise<Account> {
  const [first = '', ...more] = await Promise.all(series.map((id) => linkInto(url, owner, id)))
  const account = await signUp(url, name, { 'x-invite-token': first })
  for (const token of more) await post(`${url}/api/join`, { token }, { cookie: account.cookie })
  return account
}

/// Lets accounts into another series, as writers.
export async function letIn(
  url: string,
  owner: Account,
  series: string,
  accounts: readonly Account[],
): Promise<void> {
  if (accounts.length === 0) return
  const token = await linkInto(url, owner, series)
  for (const { cookie } of accounts) await post(`${url}/api/join`, { token }, { cookie })
}

/// A token for programs, which stands for an account in all its series.
export async function tokenOf(url: string, { cookie }: Account): Promise<string> {
  const answer = await post(`${url}/api/tokens`, { name: 'A program' }, { cookie })
  const { token } = (await answer.json()) as { token: string }
  return token
}

async function linkInto(url: string, owner: Account, series: string): Promise<string> {
  const wanted = { kind: 'member', role: 'writer' }
  const { cookie } = owner
  const answer = await post(`${url}/api/series/${series}/invites`, wanted, { cookie })
  const { url: link } = (await answer.json()) as { url: string }
  return link.slice(link.indexOf('#') + 1)
}

async function signUp(url: string, name: string, headers: Record<string, string>) {
  const who = { name, email: `${name.toLowerCase()}@room.test`, password: `${name}, in the room` }
  const answer = await post(`${url}/api/auth/sign-up/email`, who, headers)
  const cookie = (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
  return { ...who, cookie }
}

async function post(url: string, body: unknown, headers: Record<string, string>) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
  return answer
}
