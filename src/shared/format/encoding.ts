/// Which of the encodings from before UTF-8 a text is in. Nothing in a file says so; but of what its
/// bytes mean in each, only one reads like a language: it is made of the letters that are most
/// common there.

interface Encoding {
  /// As the Encoding Standard names it.
  readonly label: string
  /// As people know it.
  readonly name: string
  /// What common letters of its languages look like.
  readonly common: RegExp
  /// The share of them that a text in it has, from which on it may be one; other texts stay below.
  readonly least: number
}

// The most frequent characters of modern Chinese, first those that both ways of writing share.
const shared =
  '的一是不了在人有我他大中上到和子你地出道也年得就那要下以生自之后去多天都小然心可好起看只里用家想没成女前事手回老如水再见本么面把间门'
const simplified =
  '这个们来为国说时会对过发还样学动开从当现点进经话电问实无与长机头儿妈爸给让谁边车东认吗呢吧她什怎'
const traditional =
  '這個們來為國說時會對過發後裡還沒樣學動開從當現點進經話電問見實無與長機間門頭兒媽給讓誰邊車東認嗎呢吧她什麼怎'
const hangul = '이다는을가에의고한지하도로어있은나를사서아그것게해너안내니요왜야거자라기'

const encodings: readonly Encoding[] = [
  {
    label: 'gb18030',
    name: 'GB18030',
    common: new RegExp(`[${shared}${simplified}，。！？：]`, 'gu'),
    least: 0.25,
  },
  {
    label: 'big5',
    name: 'Big5',
    common: new RegExp(`[${shared}${traditional}，。！？：]`, 'gu'),
    least: 0.25,
  },
  { label: 'shift_jis', name: 'Shift_JIS', common: /[\u3041-\u30fe。、]/gu, least: 0.35 },
  { label: 'euc-jp', name: 'EUC-JP', common: /[\u3041-\u30fe。、]/gu, least: 0.35 },
  { label: 'euc-kr', name: 'EUC-KR', common: new RegExp(`[${hangul}]`, 'gu'), least: 0.2 },
  // Beside each other: in Western words letters of this kind stand alone.
  {
    label: 'windows-1251',
    name: 'Windows-1251',
    common: /[оеаинтсрвлкмдпуяі](?=[а-яёіїєґў])/gu,
    least: 0.35,
  },
  { label: 'koi8-r', name: 'KOI8-R', common: /[оеаинтсрвлкмдпуя](?=[а-яё])/gu, least: 0.35 },
]

/// What of a file is looked at, in bytes.
const sample = 200_000

/// The encodings that a text may be in, the likeliest first.
export function likelyEncodings(bytes: Uint8Array): readonly Pick<Encoding, 'label' | 'name'>[] {
  const start = bytes.subarray(0, sample)
  return encodings
    .map((encoding) => ({ encoding, share: shareOf(start, encoding) }))
    .filter(({ encoding, share }) => share >= encoding.least)
    .sort((a, b) => b.share / b.encoding.least - a.share / a.encoding.least)
    .map(({ encoding }) => encoding)
}

/// The share of common letters among all that are not in English.
function shareOf(bytes: Uint8Array, { label, common }: Encoding): number {
  let text: string
  try {
    text = new TextDecoder(label, { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return 0
  }
  const foreign = text.match(/[^\0-\x7f]/gu)?.length ?? 0
  return foreign === 0 ? 0 : (text.match(common)?.length ?? 0) / foreign
}

/// UTF-16 without a mark, told by the half of its bytes that say nothing in most texts.
export function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const length = Math.min(bytes.length, sample)
  if (length < 4 || bytes.length % 2 === 1) return undefined
  const zeros = [0, 0]
  for (let i = 0; i < length; i++) if (bytes[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const many = length / 2 / 20
  if (odd > many && even * 10 < odd) return 'utf-16le'
  return even > many && odd * 10 < even ? 'utf-16be' : undefined
}
