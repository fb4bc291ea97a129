/// What has changed between two texts, in words: what an eye can follow, not the least there is.

/// A stretch of text. `gone` is in the old text only, `new` in the new one only.
export interface Stretch {
  readonly is: 'same' | 'gone' | 'new'
  readonly text: string
}

/// The stretches of both texts in reading order; where something was replaced, what is gone comes
/// first. `same` and `gone` together are the old text, `same` and `new` the new one. Time is bounded:
/// texts that have little in common are given as a whole, one gone and one new.
export function changedWords(old: string, next: string): readonly Stretch[] {
  if (old === next) return old === '' ? [] : [{ is: 'same', text: old }]
  const before = tokensOf(old)
  const after = tokensOf(next)
  let start = 0
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start++
  let end = 0
  const most = Math.min(before.length, after.length) - start
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  const middle = kept(
    before.slice(start, before.length - end),
    after.slice(start, after.length - end),
  )
  const pairs: Pair[] = [
    ...Array.from({ length: start }, (_, i): Pair => [i, i]),
    ...middle.map(([i, j]): Pair => [i + start, j + start]),
    ...Array.from(
      { length: end },
      (_, i): Pair => [before.length - end + i, after.length - end + i],
    ),
  ]
  return readably(stretches(before, after, pairs))
}

/// A token of the old text and the token of the new one that it became.
type Pair = readonly [old: number, next: number]

/// Scripts that are written without spaces between words.
const unspaced = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}'

/// A run of an unspaced script, a word, space, or one sign.
const token = new RegExp(
  `[${unspaced}]+|(?:(?![${unspaced}])[\\p{L}\\p{M}\\p{N}]|(?<=\\p{L})['’](?=\\p{L}))+|\\s+|.`,
  'gsu',
)
const isUnspaced = new RegExp(`^[${unspaced}]`, 'u')
const hasWord = /[\p{L}\p{N}]/u

const segmenter =
  typeof Intl.Segmenter === 'function'
    ? new Intl.Segmenter('zh', { granularity: 'word' })
    : undefined

/// A text cut into words, signs and space; nothing is left out. Unspaced scripts are cut as the
/// platform's dictionary cuts them, by characters where it has none.
export function tokensOf(text: string): readonly string[] {
  return (text.match(token) ?? []).flatMap((part) => {
    if (!isUnspaced.test(part)) return [part]
    return segmenter ? Array.from(segmenter.segment(part), ({ segment }) => segment) : [...part]
  })
}

/// Differences up to which they are looked for: about a quarter of a million steps.
const mostDifferences = 500

/// The tokens that both have in common, by Myers' greedy algorithm (Algorithmica 1, 1986); none
/// where there are too many differences.
function kept(before: readonly string[], after: readonly string[]): readonly Pair[] {
  const n = before.length
  const m = after.length
  if (n === 0 || m === 0) return []
  const bound = Math.min(n + m, mostDifferences)
  const reach = new Int32Array(2 * bound + 3)
  const trail: Int32Array[] = []
  const at = (k: number) => k + bound + 1
  for (let d = 0; d <= bound; d++) {
    trail.push(reach.slice())
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (reach[at(k - 1)] ?? 0) < (reach[at(k + 1)] ?? 0))
      let x = down ? (reach[at(k + 1)] ?? 0) : (reach[at(k - 1)] ?? 0) + 1
      let y = x - k
      while (x < n && y < m && before[x] === after[y]) {
        x++
        y++
      }
      reach[at(k)] = x
      if (x >= n && y >= m) return walkBack(trail, n, m, at)
    }
  }
  return []
}

function walkBack(
  trail: readonly Int32Array[],
  n: number,
  m: number,
  at: (k: number) => number,
): readonly Pair[] {
  const pairs: Pair[] = []
  let [x, y] = [n, m]
  for (let d = trail.length - 1; d >= 0; d--) {
    const reach = trail[d] as Int32Array
    const k = x - y
    const down = k === -d || (k !== d && (reach[at(k - 1)] ?? 0) < (reach[at(k + 1)] ?? 0))
    const from = d === 0 ? 0 : down ? k + 1 : k - 1
    const [fromX, fromY] = [reach[at(from)] ?? 0, (reach[at(from)] ?? 0) - from]
    while (x > fromX && y > fromY) {
      x--
      y--
      pairs.push([x, y])
    }
    ;[x, y] = [fromX, fromY]
  }
  return pairs.reverse()
}

function stretches(
  before: readonly string[],
  after: readonly string[],
  pairs: readonly Pair[],
): readonly Stretch[] {
  const all: Stretch[] = []
  let [i, j] = [0, 0]
  for (const [x, y] of [...pairs, [before.length, after.length] as const]) {
    add(all, 'gone', before.slice(i, x).join(''))
    add(all, 'new', after.slice(j, y).join(''))
    add(all, 'same', before[x] ?? '')
    ;[i, j] = [x + 1, y + 1]
  }
  return all
}

/// Space and signs alone between two changes are part of the change, and where hardly a word has
/// stayed, none has.
function readably(all: readonly Stretch[]): readonly Stretch[] {
  const calm: Stretch[] = []
  let [gone, fresh] = ['', '']
  const flush = () => {
    add(calm, 'gone', gone)
    add(calm, 'new', fresh)
    gone = fresh = ''
  }
  for (const [i, { is, text }] of all.entries()) {
    const between = i > 0 && i < all.length - 1
    if (is !== 'new' && (is === 'gone' || (between && !hasWord.test(text)))) gone += text
    if (is !== 'gone' && (is === 'new' || (between && !hasWord.test(text)))) fresh += text
    if (is === 'same' && !(between && !hasWord.test(text))) {
      flush()
      add(calm, 'same', text)
    }
  }
  flush()
  const old = sidesOf(calm, 'gone')
  const next = sidesOf(calm, 'new')
  const same = calm.reduce((sum, { is, text }) => sum + (is === 'same' ? text.length : 0), 0)
  if (same >= Math.min(old.length, next.length) * hardly) return calm
  return [
    { is: 'gone', text: old },
    { is: 'new', text: next },
  ]
}

/// The share of the shorter text that has to be left for the two to be shown in one.
const hardly = 0.2

/// One of the two texts of a comparison: the old one with what is `gone`, the new one with `new`.
export function sidesOf(all: readonly Stretch[], side: 'gone' | 'new'): string {
  return all.map(({ is, text }) => (is === 'same' || is === side ? text : '')).join('')
}

function add(all: Stretch[], is: Stretch['is'], text: string): void {
  if (text === '') return
  const last = all.at(-1)
  if (last?.is === is) all[all.length - 1] = { is, text: last.text + text }
  else all.push({ is, text })
}
