import { randomInt } from 'node:crypto'
import { sameText } from './secret.ts'

/// Without letters and digits that are taken for each other.
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/// The one-time code that makes the first account the owner of the installation. It is known only
/// to who can read what the server prints, or who has set it: where a request comes from proves
/// nothing, since behind a proxy on the same machine everybody comes from there.
export class SetupCode {
  /// As it is shown: `XXXX-XXXX-XXXX`, 60 random bits, or as it was set.
  readonly text: string

  constructor(given: string | undefined) {
    this.text =
      given ??
      Array.from({ length: 3 }, () =>
        Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join(''),
      ).join('-')
  }

  /// Case, dashes and spaces do not count: the code is typed by hand.
  matches(given: string): boolean {
    return sameText(plain(given), plain(this.text))
  }
}

function plain(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase()
}
