import { expect, it } from 'vitest'
import { compare } from '../../../server/jobs/compare.ts'
import { beginFrom } from '../../../server/rooms/content.ts'
import type { Screenplay } from '../../../src/shared/format/screenplay.ts'

const segment = (outline: string) => ({ outline, lines: [] })
const screenplay: Screenplay = {
  title: 'The Lift',
  logline: '',
  language: 'en',
  titlePage: [],
  episodes: [
    {
      title: 'Down',
      summary: '',
      hook: segment('It stops.'),
      beats: [segment('They wait.')],
      cliffhanger: segment('It moves.'),
    },
  ],
}

it('what was guessed of a sheet that comes back is said with its changes', () => {
  const document = beginFrom(screenplay)
  const sheet =
    'Number,Title,Hook,Beat 1,Cliffhanger\r\n1,Caf\u00e9 \u2013 na\u00efve,It stops.,They wait.,It moves.\r\n'
  const back = (bytes: Uint8Array) => compare({ kind: 'compare', name: 'a.csv', bytes, document })
  const clean = back(new TextEncoder().encode(sheet))
  expect(clean).toMatchObject({ kind: 'outline', losses: [] })
  // As an old Windows program saves it.
  const old = back(Buffer.from(sheet.replace('\u2013', '\x96'), 'latin1'))
  expect(old).toMatchObject({ kind: 'outline', losses: [{ code: 'text.encoding' }] })
})
