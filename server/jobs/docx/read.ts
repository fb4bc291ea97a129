import { readParagraphs } from '../../../src/shared/format/chinese/read.ts'
import { guessLanguage } from '../../../src/shared/format/language.ts'
import type { Reading, ReadOptions, Unreadable } from '../../../src/shared/format/reading.ts'
import type { Loss } from '../../../src/shared/format/screenplay.ts'
import { readHouse } from './english.ts'
import { foreignParagraphs } from './foreign.ts'
import { readOurs } from './ours.ts'
import { settled, textIn } from './settled.ts'
import { openWord, type WordFile } from './word.ts'

/// Reads a DOCX file: one of ours by its styles and hidden ids, any other by its styles, its indents
/// or what its lines look like, in the way of English or of Chinese houses.
export function readDocx(bytes: Uint8Array, options: ReadOptions = {}): Reading | Unreadable {
  const file = openWord(bytes)
  if ('code' in file) return file
  const paragraphs = settled(file.paragraphs)
  const aside = [...file.losses, ...reviewed(file)]
  if (file.manifest) {
    const { screenplay, losses } = readOurs(paragraphs, file.manifest, options)
    return { screenplay, losses: [...aside, ...losses] }
  }
  const found = foreignParagraphs(paragraphs)
  const language =
    options.language ?? guessLanguage(paragraphs.map(({ tokens }) => textIn(tokens)).join('\n'))
  const { screenplay, losses } =
    language === 'zh-Hans' ? readParagraphs(found, options) : readHouse(found, options)
  return { screenplay, losses: [...aside, ...losses] }
}

/// Tracked changes and comments are not of the script; in a file of ours they can be brought back.
function reviewed({ paragraphs, comments }: WordFile): readonly Loss[] {
  const losses: Loss[] = []
  const changed = paragraphs.filter(
    ({ mark, tokens }) => mark || tokens.some((token) => token.kind === 'text' && token.change),
  )
  if (changed.length > 0) {
    losses.push({
      code: 'docx.tracked',
      message: `Tracked changes were taken as accepted (paragraphs: ${changed.length}).`,
    })
  }
  for (const { by, text } of comments) {
    if (text === '') continue
    losses.push({
      code: 'docx.remark',
      message: `A comment of ${by.name || 'somebody'} was left out: “${text}”`,
    })
  }
  return losses
}
