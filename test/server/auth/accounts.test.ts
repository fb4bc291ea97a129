import { createServer } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { rules } from '../../../server/auth/limits.ts'
import type { Parts } from '../../../server/main.ts'
import { Caller } from '../caller.ts'
import { freshFolder, type House, openHouse } from '../house.ts'

const password = 'a long enough password'

/// A house as it is when nobody has come yet.
async function emptyHouse(env: Readonly<Record<string, string>> = {}, parts: Parts = {}) {
  const house = await openHouse(parts, freshFolder(), { SETUP_CODE: 'ABCD-EFGH', ...env })
  await house.household.records.deleteFrom('installation').execute()
  await house.household.records.deleteFrom('user').execute()
  return house
}

type Headers = Readonly<Record<string, string>>

async function ask(caller: Caller, path: string, body: unknown, headers: Headers = {}) {
  const answer = await caller.fetch(`/api/auth/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })
  const cookies = answer.headers.getSetCookie()
  const cookie = cookies.map((each) => each.split(';')[0]).join('; ')
  return {
    status: answer.status,
    body: (await answer.json()) as { error?: { code: string }; user?: { id: string } },
    headers: answer.headers,
    cookies,
    as: new Caller(caller.url, { cookie }),
  }
}

const who = (name: string) => ({ name, email: `${name.toLowerCase()}@room.test`, password })

function signUp(caller: Caller, name: string, headers: Headers) {
  return ask(caller, 'sign-up/email', who(name), headers)
}

async function meOf(caller: Caller) {
  return (await caller.json('/api/me')).body as {
    user: { name: string; email: string } | null
    installation: { hasOwner: boolean }
    isInstallationOwner: boolean
  }
}

describe('the first account', () => {
  it('gets the samples, and so may be given a sign-off in them', async () => {
    const { nobody } = await emptyHouse({}, { samples: true })
    const { as, body } = await signUp(nobody, 'Ada', { 'x-setup-code': 'ABCDEFGH' })
    const path = '/api/series/sample-en/members'
    const given = await as.json(`${path}/${body.user?.id}`, 'PATCH', { signOffs: ['Producer'] })
    expect(given.status).toBe(200)
    expect((await as.json(path)).body).toMatchObject({
      members: [{ name: 'Ada', role: 'owner', signOffs: ['Producer'] }],
    })
  })

  it('takes the code, and becomes the owner', async () => {
    const { nobody } = await emptyHouse()
    expect((await signUp(nobody, 'Eve', {})).body.error?.code).toBe('setup.needed')
    const wrong = await signUp(nobody, 'Eve', { 'x-setup-code': 'ABCD-EFGX' })
    expect([wrong.status, wrong.body.error?.code]).toEqual([403, 'setup.wrong'])
    expect((await meOf(nobody)).installation.hasOwner).toBe(false)

    const ada = await signUp(nobody, 'Ada', { 'x-setup-code': ' abcd efgh ' })
    expect(ada.status).toBe(200)
    expect(await meOf(ada.as)).toMatchObject({
      user: { name: 'Ada', email: 'ada@room.test' },
      installation: { hasOwner: true, signUp: 'invite', mail: false },
      isInstallationOwner: true,
    })
    const again = await signUp(nobody, 'Eve', { 'x-setup-code': 'ABCD-EFGH' })
    expect(again.body.error?.code).toBe('setup.done')
    expect((await signUp(nobody, 'Eve', {})).body.error?.code).toBe('signUp.closed')
  })

  it('is one, however many come with the code at once', async () => {
    const { nobody, household } = await emptyHouse()
    const all = await Promise.all(
      ['Ada', 'Ben', 'Cleo'].map((name) => signUp(nobody, name, { 'x-setup-code': 'ABCDEFGH' })),
    )
    expect(all.map(({ status }) => status).sort()).toEqual([200, 403, 403])
    const { length } = await household.records.selectFrom('user').selectAll().execute()
    expect(length).toBe(1)
  })

  it('goes on with the same address where it was cut off', async () => {
    const { nobody, household } = await emptyHouse()
    const code = { 'x-setup-code': 'ABCDEFGH' }
    await signUp(nobody, 'Ada', code)
    await household.records.deleteFrom('installation').execute()
    const other = await ask(nobody, 'sign-up/email', { ...who('Ada'), password: 'not hers' }, code)
    expect(other.body.error?.code).toBe('account.wrong')
    expect((await meOf(nobody)).installation.hasOwner).toBe(false)
    const ada = await signUp(nobody, 'Ada', code)
    expect(await meOf(ada.as)).toMatchObject({ isInstallationOwner: true })
  })

  it('is not had by guessing, nor by who comes from this machine', async () => {
    const { nobody } = await emptyHouse({ TRUST_PROXY: '1' })
    const forwarded = (address: string) => ({ 'x-forwarded-for': `127.0.0.1, ${address}` })
    const guess = (address: string, code = 'AAAA-AAAA') =>
      signUp(nobody, 'Eve', { 'x-setup-code': code, ...forwarded(address) })
    const statuses = []
    for (let i = 0; i < 11; i++) statuses.push((await guess('203.0.113.9')).status)
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 403), 429])
    // Even the right code waits then, and what the caller writes in front changes nothing.
    const late = await guess('203.0.113.9', 'ABCD-EFGH')
    expect(late.status).toBe(429)
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await signUp(nobody, 'Mallory', forwarded('127.0.0.1'))).status).toBe(403)
    const elsewhere = { 'x-setup-code': 'ABCD-EFGH', ...forwarded('203.0.113.10') }
    expect((await signUp(nobody, 'Ada', elsewhere)).status).toBe(200)
  })
})

describe('an address that has an account', () => {
  it('is answered like one that has none, at sign-up', async () => {
    const house = await emptyHouse({ SIGN_UP: 'open' })
    const { nobody } = house
    await signUp(nobody, 'Ada', { 'x-setup-code': 'ABCDEFGH' })
    const fresh = await signUp(nobody, 'Ben', {})
    const taken = await ask(nobody, 'sign-up/email', { ...who('Ada'), password: 'another one!' })
    const shape = ({ status, body, cookies }: typeof fresh) => ({
      status,
      user: Object.fromEntries(
        Object.entries(body.user ?? {}).map(([key, value]) => [
          key,
          key === 'id' ? String(value).length : '…',
        ]),
      ),
      cookies: cookies.map((each) => each.replace(/=[^;]+/, '=…')),
    })
    expect(shape(taken)).toEqual(shape(fresh))
    expect((await meOf(fresh.as)).user?.name).toBe('Ben')
    expect((await meOf(taken.as)).user).toBe(null)
    const { length } = await house.household.records.selectFrom('user').selectAll().execute()
    expect(length).toBe(2)
  })

  it('is answered like one that has none, at sign-in and where a password was forgotten', async () => {
    const { nobody } = await emptyHouse()
    await signUp(nobody, 'Ada', { 'x-setup-code': 'ABCDEFGH' })
    const answers = []
    for (const email of ['ada@room.test', 'nobody@room.test']) {
      const { status, body } = await ask(nobody, 'sign-in/email', { email, password: 'wrong one' })
      const reset = await ask(nobody, 'request-password-reset', { email })
      answers.push({ status, body, reset: [reset.status, reset.body] })
    }
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]).toMatchObject({ status: 401, body: { error: { code: 'account.wrong' } } })
  })
})

describe('a session', () => {
  it('is a cookie that no script reads and no other site sends, and over TLS goes only there', async () => {
    const { nobody } = await emptyHouse({ TRUST_PROXY: '1' })
    const plain = await signUp(nobody, 'Ada', { 'x-setup-code': 'ABCDEFGH' })
    expect(plain.cookies).toEqual([expect.stringMatching(/^ninety\.session_token=/)])
    expect(plain.cookies[0]).toMatch(/; HttpOnly/)
    expect(plain.cookies[0]).toMatch(/; SameSite=Lax/)
    expect(plain.cookies[0]).not.toMatch(/Secure/)
    expect(JSON.stringify(plain.body)).not.toContain('token')
    const proto = { 'x-forwarded-proto': 'https' }
    const secure = await ask(nobody, 'sign-in/email', who('Ada'), proto)
    expect(secure.cookies[0]).toMatch(/; Secure/)
    const { nobody: there } = await emptyHouse({ PUBLIC_URL: 'https://room.example' })
    const public_ = await signUp(there, 'Ada', { 'x-setup-code': 'ABCDEFGH' })
    expect(public_.cookies[0]).toMatch(/; Secure/)
  })

  it('can be listed and ended, one by one', async () => {
    const { nobody } = await emptyHouse()
    const desk = (await signUp(nobody, 'Ada', { 'x-setup-code': 'ABCDEFGH' })).as
    const phone = (await ask(nobody, 'sign-in/email', who('Ada'), { 'user-agent': 'A phone' })).as
    const list = async () =>
      (await desk.json('/api/auth/list-sessions')).body as {
        sessions: { id: string; agent: string; current: boolean }[]
      }
    const other = (await list()).sessions.find(({ current }) => !current)
    expect(other?.agent).toBe('A phone')
    expect((await ask(desk, 'revoke-session', { id: other?.id })).status).toBe(200)
    expect((await meOf(phone)).user).toBe(null)
    expect((await list()).sessions.length).toBe(1)
    expect((await ask(desk, 'revoke-session', { id: other?.id })).status).toBe(404)
    expect((await ask(desk, 'sign-out', {})).status).toBe(200)
    expect((await meOf(desk)).user).toBe(null)
    expect((await desk.json('/api/auth/list-sessions')).status).toBe(401)
  })

  it('of somebody else cannot be ended', async () => {
    const house = await openHouse()
    const ben = await house.account('Ben')
    const { body } = await ben.json('/api/auth/list-sessions')
    const [session] = (body as { sessions: { id: string }[] }).sessions
    expect((await ask(house.ada, 'revoke-session', { id: session?.id })).status).toBe(404)
    expect((await meOf(ben)).user?.name).toBe('Ben')
  })

  it('ends everywhere else with another password', async () => {
    const { nobody } = await emptyHouse()
    const desk = (await signUp(nobody, 'Ada', { 'x-setup-code': 'ABCDEFGH' })).as
    const phone = (await ask(nobody, 'sign-in/email', who('Ada'))).as
    const change = (currentPassword: string) =>
      ask(desk, 'change-password', { currentPassword, newPassword: 'a better password' })
    expect((await change('not this one')).body.error?.code).toBe('account.wrong')
    expect((await meOf(phone)).user?.name).toBe('Ada')
    const changed = await change(password)
    expect(changed.status).toBe(200)
    expect((await meOf(changed.as)).user?.name).toBe('Ada')
    expect((await meOf(phone)).user).toBe(null)
    expect((await ask(nobody, 'sign-in/email', who('Ada'))).status).toBe(401)
  })
})

it('another name is everybody’s to see', async () => {
  const { nobody } = await emptyHouse()
  const ada = (await signUp(nobody, 'Ada', { 'x-setup-code': 'ABCDEFGH' })).as
  await ask(ada, 'update-user', { name: 'Ada L.' })
  expect((await meOf(ada)).user?.name).toBe('Ada L.')
  expect((await ask(ada, 'update-user', { name: ' ' })).status).toBe(400)
})

it('an invitation makes an account and a member in one', async () => {
  const house = await openHouse()
  const series = await house.series()
  const invites = `/api/series/${series}/invites`
  const wanted = { kind: 'member', role: 'writer', email: 'Ben@Room.test' }
  const { body } = await house.json(invites, 'POST', wanted)
  const { url } = body as { url: string }
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/join#\S+$/)
  const token = url.slice(url.indexOf('#') + 1)
  const other = await signUp(house.nobody, 'Eve', { 'x-invite-token': token })
  expect(other.body.error?.code).toBe('invite.other')
  const ben = await signUp(house.nobody, 'Ben', { 'x-invite-token': token })
  expect((await ben.as.json(`/api/series/${series}`)).body).toMatchObject({ role: 'writer' })
  const cut = await signUp(house.nobody, 'Eve', { 'x-invite-token': `${token}x` })
  expect(cut.body.error?.code).toBe('invite.unknown')
})

/// So many wrong passwords more, from a browser with this mark, without the time that it takes to
/// look at them.
function useUp({ household }: House, email: string, tries: number, mark = '') {
  const { account } = rules.signIn
  const waits = Array.from({ length: tries }, () => {
    return household.limits.take(account, `${email} ${mark}`)
  })
  expect(waits).toEqual(waits.map(() => 0))
}

it('limits tries on one account, from wherever, and on whatever is typed as one', async () => {
  const house = await emptyHouse({ TRUST_PROXY: '1' })
  const { nobody } = house
  await signUp(nobody, 'Ada', { 'x-setup-code': 'ABCDEFGH' })
  for (const email of ['ada@room.test', 'nobody@room.test']) {
    const guess = async (i: number) => {
      const from = { 'x-forwarded-for': `203.0.113.${i}` }
      const answer = await ask(nobody, 'sign-in/email', { email, password: 'wrong one' }, from)
      return answer.status
    }
    const first = [await guess(0), await guess(1)]
    useUp(house, email, 12)
    expect([...first, await guess(2), await guess(3)]).toEqual([401, 401, 401, 429])
  }
})

it('whoever uses up the tries on an account does not keep out whose it is', async () => {
  const house = await emptyHouse({ TRUST_PROXY: '1' })
  const { nobody } = house
  const desk = (await signUp(nobody, 'Ada', { 'x-setup-code': 'ABCDEFGH' })).as
  const me = await desk.fetch('/api/me')
  const [marked = ''] = me.headers.getSetCookie()
  expect(marked).toMatch(/^ninety\.device\..*; HttpOnly; SameSite=Lax$/)
  const kept = marked.split(';')[0] ?? ''
  // It is set once, and signs nobody in.
  const again = new Caller(desk.url, { cookie: `${desk.cookie}; ${kept}` })
  expect((await again.fetch('/api/me')).headers.getSetCookie()).toEqual([])
  expect((await meOf(new Caller(desk.url, { cookie: kept }))).user).toBe(null)
  const enter = (email: string, secret: string, cookie: string) =>
    ask(new Caller(desk.url, { cookie }), 'sign-in/email', { email, password: secret })
  expect((await enter('ada@room.test', 'wrong one', '')).status).toBe(401)
  useUp(house, 'ada@room.test', 14)
  expect((await enter('ada@room.test', password, '')).status).toBe(429)
  expect((await enter('Ada@Room.test', password, kept)).status).toBe(200)
  // Made up, or another account's, it is none; and it has no more tries than others.
  const forged = kept.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
  expect((await enter('ada@room.test', password, forged)).status).toBe(429)
  expect((await enter('ada@room.test', 'wrong one', kept)).status).toBe(401)
  const mark = house.household.devices.markOf(kept, 'ada@room.test')
  useUp(house, 'ada@room.test', 14, mark)
  expect((await enter('ada@room.test', 'wrong one', kept)).status).toBe(429)
})

it('who has no invitation cannot use up the tries of who has', async () => {
  const house = await openHouse()
  const series = await house.series()
  const wanted = { kind: 'member', role: 'writer', email: 'ben@room.test' }
  const { body } = await house.json(`/api/series/${series}/invites`, 'POST', wanted)
  const token = (body as { url: string }).url.split('#')[1] ?? ''
  for (let i = 0; i < 12; i++) expect((await signUp(house.nobody, 'Ben', {})).status).toBe(403)
  expect((await signUp(house.nobody, 'Ben', { 'x-invite-token': token })).status).toBe(200)
})

it('sends a link for a new password, which works once', async () => {
  const letters: string[] = []
  const post = createServer((socket) => {
    let text = ''
    let inside = false
    socket.write('220 post\r\n')
    socket.on('error', () => {})
    socket.on('data', (data) => {
      text += data
      for (;;) {
        const end = inside ? text.indexOf('\r\n.\r\n') : text.indexOf('\r\n')
        if (end < 0) return
        const said = text.slice(0, end)
        text = text.slice(end + (inside ? 5 : 2))
        if (inside) letters.push(said)
        const isData = !inside && /^DATA/i.test(said)
        inside = isData
        socket.write(isData ? '354 go on\r\n' : '250 fine\r\n')
        if (/^QUIT/i.test(said)) socket.end()
      }
    })
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void post.close())
  await new Promise((done) => post.once('listening', done))
  const address = post.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const { nobody } = await emptyHouse({ SMTP_URL: `smtp://127.0.0.1:${port}` })
  const desk = (await signUp(nobody, 'Ada', { 'x-setup-code': 'ABCDEFGH' })).as
  expect(await meOf(nobody)).toMatchObject({ installation: { mail: true } })
  await ask(nobody, 'request-password-reset', { email: 'nobody@room.test' })
  await ask(nobody, 'request-password-reset', { email: 'ada@room.test' })
  await expect.poll(() => letters.length).toBe(1)
  const letter = (letters[0] ?? '').replace(/=\r\n/g, '').replace(/=3D/g, '=')
  expect(letter).toMatch(/^To: ada@room\.test$/m)
  const token = /\/reset#([\w-]+)/.exec(letter)?.[1]
  const reset = () => ask(nobody, 'reset-password', { token, newPassword: 'a better password' })
  expect((await reset()).status).toBe(200)
  expect((await meOf(desk)).user).toBe(null)
  const entered = await ask(nobody, 'sign-in/email', {
    ...who('Ada'),
    password: 'a better password',
  })
  expect(entered.status).toBe(200)
  expect((await reset()).body.error?.code).toBe('account.resetLink')
})
