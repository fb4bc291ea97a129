import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Element } from '../../../src/shared/domain/element.ts'
import type { Episode } from '../../../src/shared/domain/episode.ts'
import type { Language } from '../../../src/shared/domain/language.ts'
import type { Line } from '../../../src/shared/domain/line.ts'
import type { Series } from '../../../src/shared/domain/series.ts'
import { defaultSettings } from '../../../src/shared/domain/settings.ts'
import { type SubtitleOptions, subtitlesIn } from '../../../src/shared/format/subtitles/cues.ts'
import { writeSrt, writeVtt } from '../../../src/shared/format/subtitles/files.ts'
import { limits, widthOf } from '../../../src/shared/format/subtitles/limits.ts'
import { numbersIn, subtitleReports } from '../../../src/shared/format/subtitles/reports.ts'
import { subtitlesOf } from '../../../src/shared/format/subtitles/rows.ts'

let count = 0
function line(element: Element, text: string, more: Partial<Line> = {}): Line {
  return { id: `l${count++}`, element, text, spans: [{ text, style: {} }], ...more }
}

function episode(...lines: Line[]): Episode {
  const id = `e${count++}`
  return {
    id,
    title: '',
    summary: '',
    segments: [
      { id: `${id}h`, kind: 'hook', outlines: [], lines, tags: [] },
      { id: `${id}c`, kind: 'cliffhanger', outlines: [], lines: [line('action', '')], tags: [] },
    ],
  }
}

function series(language: Language, ...episodes: Episode[]): Series {
  const rest = { logline: '', notes: '', targetSeconds: 90, settings: defaultSettings, bin: [] }
  return { title: 'The lift', language, episodes, ...rest }
}

const plainly: SubtitleOptions = { text: 'original', names: false, captions: false }

describe('what is said', () => {
  it('is cut into rows that can be read', () => {
    const long =
      'I waited at the station for an hour, and when the last train had gone, nobody came. So I walked home alone in the rain.'
    const said = subtitlesOf(long, 'en')
    for (const part of said) {
      for (const row of part.split('\n')) expect(row.length).toBeLessThanOrEqual(42)
      expect(part.split('\n').length).toBeLessThanOrEqual(2)
    }
    expect(said.join(' ').replaceAll('\n', ' ')).toBe(long)
  })

  it('has no commas and stops in Chinese', () => {
    expect(
      subtitlesOf('走了二十五年。一天跟我说二十七句话，没一句是单给我的！', 'zh-Hans'),
    ).toEqual(['走了二十五年', '一天跟我说二十七句话', '没一句是单给我的！'])
    for (const part of subtitlesOf(
      '她把那封没有寄出去的信放在了抽屉最里面的一个铁盒子里然后锁上了门再也没有打开过',
      'zh-Hans',
    )) {
      for (const row of part.split('\n')) {
        expect(widthOf(row, 'zh-Hans')).toBeLessThanOrEqual(limits['zh-Hans'].row)
      }
    }
  })

  it('leaves directions out', () => {
    expect(subtitlesOf('好（放下碗）。走！', 'zh-Hans').join()).toBe('好 走！')
    expect(subtitlesOf('(beat)', 'en')).toEqual([])
  })
})

describe('subtitles of an episode', () => {
  const shown = episode(
    line('scene-heading', 'INT. LIFT - NIGHT'),
    line('action', 'Dark.'),
    line('character', 'MIRA (V.O.)'),
    line('dialogue', 'Who is it?'),
    line('on-screen-text', 'TEXT ON SCREEN: Later'),
    line('character', 'JON'),
    line('dialogue', 'Me.', { translation: '我。' }),
  )

  it('stand when the lines are spoken, one behind the other', () => {
    const { cues, fast } = subtitlesIn(shown, series('en', shown), plainly)
    expect(cues.map(({ text, isVoice }) => [text, isVoice])).toEqual([
      ['Who is it?', true],
      ['Me.', false],
    ])
    // A heading of 1 s and action of 1.5 s come before.
    expect(cues[0]?.from).toBeCloseTo(2.5, 3)
    expect(cues[1]?.from).toBeGreaterThan(cues[0]?.to ?? 0)
    expect((cues[1]?.to ?? 0) - (cues[1]?.from ?? 0)).toBeGreaterThanOrEqual(0.8)
    expect(fast).toBe(0)
  })

  it('leave two frames between them, and stand as long as it takes to read them', () => {
    const talk = episode(
      line('character', 'A'),
      line('dialogue', 'Strengths, scratched, stretched, squelched, scrunched, schmaltzed.'),
      line('action', 'Silence, for a long moment.'),
      line('character', 'B'),
      line(
        'dialogue',
        'No. I waited at the station for an hour, and nobody came, so I went home alone in the rain.',
      ),
    )
    const { cues, fast } = subtitlesIn(talk, series('en', talk), plainly)
    expect(fast).toBe(0)
    for (const [i, { from, to, text }] of cues.entries()) {
      expect((cues[i + 1]?.from ?? 99) - to).toBeGreaterThan(0.0829)
      expect(to - from).toBeGreaterThan(Math.max(0.8, text.length / 20.5))
    }
  })

  it('may have names, captions and the other language', () => {
    const texts = (options: Partial<SubtitleOptions>) =>
      subtitlesIn(shown, series('en', shown), { ...plainly, ...options }).cues.map(
        ({ text }) => text,
      )
    expect(texts({ names: true, captions: true })).toEqual([
      'MIRA: Who is it?',
      'TEXT ON SCREEN: Later',
      'JON: Me.',
    ])
    expect(texts({ text: 'translation' })).toEqual(['我'])
    expect(texts({ text: 'both' })).toEqual(['Who is it?', 'Me.\n我'])
    expect(subtitlesIn(shown, series('en', shown), { ...plainly, text: 'both' }).untranslated).toBe(
      1,
    )
  })

  it('share what is said at the same time', () => {
    const both = episode(
      line('character', 'A', { dual: 'left' }),
      line('dialogue', 'Go now, please.'),
      line('character', 'B', { dual: 'right' }),
      line('dialogue', 'Stay.'),
    )
    const { cues } = subtitlesIn(both, series('en', both), plainly)
    expect(cues.map(({ text }) => text)).toEqual(['- Go now, please.\n- Stay.'])
  })

  it('are there for lines that are planned to take no time', () => {
    const planned = episode(line('character', 'A'), line('dialogue', 'One. Two.', { seconds: 0 }))
    const { cues } = subtitlesIn(planned, series('zh-Hans', planned), plainly)
    expect(cues).toEqual([{ from: 0, to: expect.any(Number), text: 'One. Two.', isVoice: false }])
    expect(cues[0]?.to).toBeGreaterThan(0)
  })

  it('say how many are too fast', () => {
    const planned = episode(
      line('character', 'A'),
      line('dialogue', 'One two three four five six.', { seconds: 0.5 }),
      line('character', 'B'),
      line('dialogue', 'No.'),
    )
    expect(subtitlesIn(planned, series('en', planned), plainly).fast).toBe(1)
  })
})

describe('files', () => {
  const cues = [
    { from: 0, to: 1.5, text: 'A & B\n<no>', isVoice: false },
    { from: 3661.0007, to: 3662.9996, text: 'a --> b', isVoice: true },
  ]

  it('are SubRip', () => {
    expect(writeSrt(cues, 'en')).toBe(
      '1\r\n00:00:00,000 --> 00:00:01,500\r\nA & B\r\n<no>\r\n\r\n' +
        '2\r\n01:01:01,001 --> 01:01:03,000\r\n<i>a → b</i>\r\n\r\n',
    )
  })

  it('are WebVTT', () => {
    expect(writeVtt(cues, 'zh-Hans')).toBe(
      'WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nA &amp; B\n&lt;no&gt;\n' +
        '\n01:01:01.001 --> 01:01:03.000\na --&gt; b\n',
    )
  })
})

describe('reports', () => {
  const one = episode(line('character', 'A'), line('dialogue', 'One.'))
  const two = episode(line('character', 'A'), line('dialogue', 'Two.'))
  const material = {
    series: series('en', one, two),
    kept: { titlePage: [], cast: [], places: [], carried: new Map() },
  }
  const write = (id: string, chosen: Record<string, string>) =>
    subtitleReports.find((report) => report.id === id)?.write(material, { language: 'en', chosen })
  const text = (bytes?: Uint8Array) => new TextDecoder().decode(bytes)

  it('are a file of one episode or a zip of many', async () => {
    expect(text((await write('srt', { episode: '2' }))?.bytes)).toContain('Two.')
    const zip = await write('subtitles-vtt', {})
    const files = unzipSync(zip?.bytes ?? new Uint8Array())
    expect(Object.keys(files)).toEqual(['The lift E01.vtt', 'The lift E02.vtt'])
    expect(text(files['The lift E01.vtt'])).toMatch(/^WEBVTT\n[\s\S]*One\.\n$/)
    expect((await write('subtitles-vtt', {}))?.bytes).toEqual(zip?.bytes)
  })

  it('take episodes by number', () => {
    expect(numbersIn('2-3, 5', 6)).toEqual([2, 3, 5])
    expect(numbersIn(undefined, 2)).toEqual([1, 2])
    expect(numbersIn('9', 2)).toEqual([1, 2])
  })
})
