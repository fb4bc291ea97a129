/// How long numbers are when read out. A numeral is digits, with "," between thousands, "." before
/// decimals or ":" between hours and minutes.

const small = [2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2]
const tens = [0, 0, 2, 2, 2, 2, 2, 3, 2, 2]
const oh = 1
const hundred = 2
const thousand = 2
const point = 1

/// Syllables of a numeral read in English: "1907" is nineteen-oh-seven, "3:15" three fifteen,
/// "1,200" one thousand two hundred; a long row of digits, or one with a zero in front, is read
/// digit by digit as a telephone number is.
export function englishNumeral(numeral: string): number {
  return clauses(numeral, (part, place) => {
    if (place === 'decimals') return point + digitByDigit(part)
    if (place === 'minutes') return pair(part)
    if (/^(?:1[1-9]|20[1-9])/.test(part) && part.length === 4 && !numeral.includes(',')) {
      return cardinal(part.slice(0, 2)) + pair(part.slice(2))
    }
    if (readAsDigits(part, numeral)) return digitByDigit(part)
    return cardinal(part)
  })
}

/// Characters of a numeral read in Chinese: 100 is 一百, 15 is 十五, 10500 一万零五百. `year` reads
/// four digits one by one, as 1907年 is.
export function chineseNumeral(numeral: string, year = false): number {
  return clauses(numeral, (part, place) => {
    if (place === 'decimals') return point + part.length
    if (place === 'minutes') return 1 + chineseCardinal(part)
    return (year && part.length === 4) || readAsDigits(part, numeral)
      ? part.length
      : chineseCardinal(part)
  })
}

type Place = 'whole' | 'decimals' | 'minutes'

function clauses(numeral: string, length: (digits: string, place: Place) => number): number {
  if (numeral.includes(':')) {
    const parts = numeral.split(':').map((part) => part.replace(/\D/g, ''))
    return parts.reduce((sum, part, i) => sum + length(part, i === 0 ? 'whole' : 'minutes'), 0)
  }
  const [whole = '', ...decimals] = numeral.replaceAll(',', '').split('.')
  return decimals.reduce((sum, part) => sum + length(part, 'decimals'), length(whole, 'whole'))
}

function readAsDigits(digits: string, numeral: string): boolean {
  if (numeral.includes(',')) return false
  return digits.length > 12 || /^0\d/.test(digits) || (digits.length > 6 && !/0000$/.test(digits))
}

function digitByDigit(digits: string): number {
  let sum = 0
  for (const digit of digits) sum += small[Number(digit)] ?? 0
  return sum
}

/// The second half of a year or of a time: "07" oh seven, "00" hundred or o'clock.
function pair(digits: string): number {
  if (digits === '00') return hundred
  return digits.startsWith('0') ? oh + cardinal(digits.slice(1)) : cardinal(digits)
}

function cardinal(digits: string): number {
  const value = Number(digits)
  if (value < 20) return small[value] ?? 0
  if (value < 100) return (tens[Math.floor(value / 10)] ?? 0) + rest(value % 10)
  if (value < 1000) return (small[Math.floor(value / 100)] ?? 0) + hundred + rest(value % 100)
  const group = 3 * Math.floor((digits.length - 1) / 3)
  const high = Number(digits.slice(0, -group))
  const low = Number(digits.slice(-group))
  return (high === 0 ? 0 : cardinal(String(high)) + thousand) + rest(low)
}

function rest(value: number): number {
  return value === 0 ? 0 : cardinal(String(value))
}

/// 十 百 千 are a character each, 万 and 亿 close a group of four digits, a gap of zeros is one 零.
function chineseCardinal(digits: string): number {
  let length = 0
  let gap = false
  for (const [i, digit] of [...digits].entries()) {
    const place = digits.length - 1 - i
    if (digit !== '0') {
      const bareTen = length === 0 && digit === '1' && place % 4 === 1
      length += 1 + (place % 4 > 0 ? 1 : 0) + (gap && length > 0 ? 1 : 0) - (bareTen ? 1 : 0)
    }
    gap = digit === '0'
    if (place > 0 && place % 4 === 0 && /[1-9]/.test(digits.slice(Math.max(0, i - 3), i + 1))) {
      length += 1
    }
  }
  return Math.max(1, length)
}
