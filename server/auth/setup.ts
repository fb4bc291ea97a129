import { createHmac, randomBytes } from 'node:crypto'
import { sameText } from './secret.ts'

/// 32, without letters and digits that are taken for each other.
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/// The one-time code that makes the first account the owner of the installation. It is known only
/// to who can read what the server prints, or who has set it: where a request comes from proves
/// nothing, since behind a proxy on the same machine everybody comes from there.
export class SetupCode {
  /// As it is shown: `XXXX-XXXX-XXXX`, 60 random bits, or as it was set.
  readonly text: string

  /// `secret` is given where several servers have to show the same code: it is then made from that.
  constructor(given: string | undefined, secret?: string) {
    const bytes =
      secret === undefined
        ? randomBytes(12)
        : createHmac('sha256', secret).update('set-up code').digest()
    const code = Array.from(bytes.subarray(0, 12), (byte) => letters[byte % letters.length])
    this.text = given ?? [0, 4, 8].map((at) => code.slice(at, at + 4).join('')).join('-')
  }

  /// Case, dashes and spaces do not count: the code is typed by hand.
  matches(given: string): boolean {
    return sameText(plain(given), plain(this.text))
  }
}

function plain(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase()
}
