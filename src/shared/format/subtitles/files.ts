import type { Language } from '../../domain/language.ts'
import type { Subtitle } from './cues.ts'
import { limits } from './limits.ts'

/// SubRip: numbered, with a comma before milliseconds. Rows end in CR LF, as players expect.
export function writeSrt(cues: readonly Subtitle[], language: Language): string {
  return cues
    .map(({ from, to, text, isVoice }, i) => {
      const rows = text.replaceAll('-->', '→').split('\n')
      const shown =
        isVoice && limits[language].italics ? `<i>${rows.join('\r\n')}</i>` : rows.join('\r\n')
      return `${i + 1}\r\n${clock(from, ',')} --> ${clock(to, ',')}\r\n${shown}\r\n\r\n`
    })
    .join('')
}

/// WebVTT, as the W3C has it: `&`, `<` and `>` are escaped.
export function writeVtt(cues: readonly Subtitle[], language: Language): string {
  const blocks = cues.map(({ from, to, text, isVoice }) => {
    const shown = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    const words = isVoice && limits[language].italics ? `<i>${shown}</i>` : shown
    return `\n${clock(from, '.')} --> ${clock(to, '.')}\n${words}\n`
  })
  return `WEBVTT\n${blocks.join('')}`
}

function clock(seconds: number, point: string): string {
  const ms = Math.round(seconds * 1000)
  const two = (value: number, length = 2) => String(Math.floor(value)).padStart(length, '0')
  const [h, m, s] = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60]
  return `${two(h)}:${two(m)}:${two(s)}${point}${two(ms % 1000, 3)}`
}
