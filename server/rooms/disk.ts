/// After a failure an edit is tried again so much later, and then at most so much later, in
/// milliseconds.
const firstWait = 1_000
const longestWait = 8_000

/// SQLite says these in words, PostgreSQL and the system in codes.
/// https://www.sqlite.org/rescode.html, https://www.postgresql.org/docs/current/errcodes-appendix.html
const words =
  /database or disk is full|attempt to write a readonly database|disk I\/O error|ENOSPC|EROFS|EDQUOT/
const codes = new Set(['53100', '25006', 'ENOSPC', 'EROFS', 'EDQUOT'])

/// Whether the store refused something because its disk is full or takes nothing more.
export function isStorageTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (words.test(error.message)) return true
  if ('code' in error && codes.has(String(error.code))) return true
  return error.cause !== undefined && isStorageTrouble(error.cause)
}

/// Whether the disk takes edits at present, for all rooms together. While it does not, one edit at a
/// time is tried, later and later; the others are refused before anything of them is applied.
export class Disk {
  #trouble: { readonly next: number; readonly wait: number } | undefined

  get isInTrouble(): boolean {
    return this.#trouble !== undefined
  }

  /// Whether an edit may be tried. `now` in milliseconds, here and below.
  takes(now: number): boolean {
    if (!this.#trouble) return true
    const { next, wait } = this.#trouble
    // Further off than ever is meant: the clock was set back.
    if (now < next && next - now <= longestWait) return false
    this.#trouble = { next: now + wait, wait }
    return true
  }

  failed(now: number): void {
    const wait = this.#trouble ? Math.min(longestWait, this.#trouble.wait * 2) : firstWait
    this.#trouble = { next: now + wait, wait }
  }

  worked(): void {
    this.#trouble = undefined
  }
}
