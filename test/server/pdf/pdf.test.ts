import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { faces, facesFor } from '../../../server/jobs/pdf/faces.ts'
import { pdf } from '../../../server/jobs/pdf/format.ts'
import { inOrder } from '../../../server/jobs/pdf/order.ts'
import { outlinePdf } from '../../../server/jobs/pdf/outline.ts'
import { openShelf } from '../../../server/jobs/pdf/shelf.ts'
import { beginFrom, openDocument } from '../../../server/rooms/content.ts'
import { readFountain } from '../../../src/shared/format/fountain/read.ts'
import { readPdf } from './textofpdf.ts'

// No face is looked for in a folder that somebody has filled.
beforeEach(() => {
  vi.stubEnv('DATA_DIR', mkdtempSync(join(tmpdir(), 'ninety-pdf-')))
})

async function printed(script: string, asked: Record<string, string> = {}) {
  const { screenplay } = readFountain(script)
  const { bytes, losses } = await pdf.write(screenplay, asked)
  return { ...readPdf(bytes), losses }
}

/// Without anything but letters, digits and signs: how words are spaced is the layout's.
function close(text: string): string {
  return text.replaceAll(/\s/gu, '')
}

describe('a PDF of a script', () => {
  it('says what the script says, in Courier Prime, as subsets', async () => {
    const { pages, fonts, losses } = await printed(
      'INT. LIFT - DAY\n\nThe *office* is **flat**, café and all: “so”.\n\nMARA\nFind it.',
    )
    expect(losses).toEqual([])
    expect(pages).toHaveLength(1)
    expect(close(pages[0] ?? '')).toBe(
      close('INT. LIFT - DAY The office is flat, café and all: “so”. MARA Find it.'),
    )
    expect(new Set(fonts.map((name) => name.replace(/^[A-Z]{6}\+/, '')))).toEqual(
      new Set(['CourierPrime-Regular', 'CourierPrime-Bold', 'CourierPrime-Italic']),
    )
    expect(fonts.every((name) => /^[A-Z]{6}\+/.test(name))).toBe(true)
  })

  it('sets fi and ffl as on a typewriter, letter by letter', async () => {
    const { pages } = await printed('The baffled officer finds a flat.')
    expect(pages[0]).toContain('The baffled officer finds a flat.')
  })

  it('is the same to the byte all day, and says the day', async () => {
    const { screenplay } = readFountain('INT. LIFT - DAY\n\nA **bell**. _Nobody_.')
    const at = async (time: string) => {
      vi.useFakeTimers({ toFake: ['Date'], now: new Date(time) })
      const { bytes } = await pdf.write(screenplay)
      vi.useRealTimers()
      return Buffer.from(bytes)
    }
    const morning = await at('2026-11-20T08:00:00Z')
    expect((await at('2026-11-20T21:30:05Z')).equals(morning)).toBe(true)
    expect((await at('2026-11-21T08:00:00Z')).equals(morning)).toBe(false)
    expect(morning.toString('latin1')).toContain('D:20261120')
  })

  it('has a bookmark for each episode', async () => {
    const { bookmarks } = await printed(
      '# Episode 1: The lift\n\nA bell.\n\n# Episode 2\n\nA door.',
    )
    expect(bookmarks).toEqual(['Episode 1: The lift', 'Episode 2'])
  })

  it('can be searched and copied in scripts whose letters change places', async () => {
    const hindi = 'तुम फिर से देर से आए हो। क्या हुआ?'
    const { pages, losses } = await printed(`@अनीता\n${hindi}`)
    expect(losses).toEqual([])
    expect(close(pages[0] ?? '')).toBe(close(`अनीता ${hindi}`))
  })

  it('draws Arabic from right to left and gives it to readers in its order', async () => {
    const { pages, losses } = await printed('لقد تأخرت كثيرا يا Anna')
    expect(losses).toEqual([])
    const words = (pages[0] ?? '').split('\n').map((word) => word.trim())
    // Readers turn what is drawn from right to left around.
    const turned = words.map((word) =>
      /\p{Script=Arabic}/u.test(word) ? Array.from(word).reverse().join('') : word,
    )
    expect(turned.filter(Boolean)).toEqual(['لقد', 'تأخرت', 'كثيرا', 'يا', 'Anna'])
  })
})

describe('the outline as a PDF', () => {
  it('has every outline, in order, and no line of the script', async () => {
    const { screenplay } = readFountain(
      'Title: Lamps\n\n# Episode 1: The lift\n\n= Mara waits.\n\n## Hook\n\n= Somebody rings.\n\nA bell.\n\n## Cliffhanger\n\n= Nobody is there.\n\nA door.',
    )
    const { material } = openDocument(beginFrom(screenplay))
    const { bytes } = await outlinePdf.write(material, { language: 'en', chosen: {} })
    const { pages, bookmarks } = readPdf(bytes)
    const text = close(pages.join(''))
    for (const said of ['Lamps', 'Mara waits.', 'Somebody rings.', 'Nobody is there.']) {
      expect(text).toContain(close(said))
    }
    expect(text).not.toContain('bell')
    expect(bookmarks).toEqual(['Episode 1, The lift'])
  })
})

describe('the stretches of a row', () => {
  it('are from left to right as they are seen', () => {
    const text = 'אב 12 גד'
    expect(inOrder(text, true).map(({ from, to }) => text.slice(from, to))).toEqual([
      ' גד',
      '12',
      'אב ',
    ])
    expect(inOrder('plain', false)).toEqual([{ from: 0, to: 5, rtl: false }])
  })
})

describe('the shelf of faces', () => {
  const hebrew = faces.find(({ id }) => id === 'hebrew')

  it('knows which faces a text needs', () => {
    const ids = (text: string) => facesFor(text).map(({ id }) => id)
    expect(ids('plain, “café”')).toEqual([])
    expect(ids('灯笼巷')).toEqual(['sc'])
    expect(ids('電車はもう出た')).toEqual(['jp'])
    expect(ids('Ёлка 또')).toEqual(['kr', 'mono'])
  })

  it('fetches a face once, out of the package that has it', async () => {
    if (!hebrew) throw new Error('There is a Hebrew face.')
    const folder = mkdtempSync(join(tmpdir(), 'ninety-shelf-'))
    const asked: string[] = []
    const font = Buffer.concat([Buffer.from([0, 1, 0, 0]), Buffer.alloc(2000)])
    const shelf = openShelf(folder, async (name) => {
      asked.push(name)
      return tarball({ 'package.json': Buffer.from('{}'), [hebrew.file]: font })
    })
    expect(shelf.has(hebrew)).toBeUndefined()
    const [first, second] = await Promise.all([shelf.find(hebrew), shelf.find(hebrew)])
    expect(first).toBe(join(folder, 'hebrew.ttf'))
    expect(second).toBe(first)
    expect(asked).toEqual(['@expo-google-fonts/noto-sans-hebrew'])
    expect(openShelf(folder).has(hebrew)).toBe(first)
  })

  it('says what is missing and what to do, and tries again when it is asked again', async () => {
    if (!hebrew) throw new Error('There is a Hebrew face.')
    const folder = mkdtempSync(join(tmpdir(), 'ninety-shelf-'))
    let tries = 0
    const shelf = openShelf(folder, async () => {
      tries++
      throw new Error('no network')
    })
    expect(await shelf.find(hebrew)).toEqual({
      code: 'font.missing',
      message: `Hebrew is printed in Noto Sans Hebrew, which is not here and could not be fetched (no network). With a network, run "npx ninety fonts hebrew", or put the file into ${folder} as hebrew.ttf.`,
    })
    await shelf.find(hebrew)
    expect(tries).toBe(2)
  })

  it('takes nothing that is no font', async () => {
    if (!hebrew) throw new Error('There is a Hebrew face.')
    const folder = mkdtempSync(join(tmpdir(), 'ninety-shelf-'))
    const page = Buffer.from('<html>')
    const shelf = openShelf(folder, async () => tarball({ [hebrew.file]: page }))
    expect(await shelf.find(hebrew)).toMatchObject({ code: 'font.missing' })
    expect(openShelf(folder).has(hebrew)).toBeUndefined()
  })
})

/// The archive of an npm package.
function tarball(files: Readonly<Record<string, Buffer>>): Uint8Array {
  const blocks = Object.entries(files).flatMap(([name, bytes]) => {
    const head = Buffer.alloc(512)
    head.write(`package/${name}`, 0)
    head.write(bytes.length.toString(8).padStart(11, '0'), 124)
    head.write('ustar', 257)
    return [head, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]
  })
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]))
}
