import { createHmac, randomBytes } from 'node:crypto'
import { hashOf, sameText } from './secret.ts'

const yearSeconds = 60 * 60 * 24 * 365

/// Marks the browsers that somebody has been signed in on. Tries to sign in from such a browser are
/// counted apart from everybody else's: strangers who use up the tries on an account do not keep out
/// whose it is.
export class Devices {
  readonly #secret: string

  constructor(secret: string) {
    this.#secret = secret
  }

  /// What tells this browser from all others that were signed in to this account; undefined when
  /// none of its cookies proves that it was.
  markOf(cookies: string | undefined, email: string): string | undefined {
    const start = `${nameFor(email)}=`
    const found = (cookies ?? '')
      .split(';')
      .map((each) => each.trim())
      .find((each) => each.startsWith(start))
    const [mark = '', proof = ''] = found?.slice(start.length).split('.') ?? []
    return mark !== '' && sameText(proof, this.#proof(email, mark)) ? mark : undefined
  }

  /// A cookie that marks a browser as one of an account's, as `Set-Cookie` says it.
  cookieFor(email: string): string {
    const mark = randomBytes(15).toString('base64url')
    const rest = `Max-Age=${yearSeconds}; Path=/api/; HttpOnly; SameSite=Lax`
    return `${nameFor(email)}=${mark}.${this.#proof(email, mark)}; ${rest}`
  }

  #proof(email: string, mark: string): string {
    const text = `device ${email.toLowerCase()} ${mark}`
    return createHmac('sha256', this.#secret).update(text).digest('base64url')
  }
}

/// One an account, without saying whose.
function nameFor(email: string): string {
  return `ninety.device.${hashOf(email.toLowerCase()).slice(0, 8)}`
}
