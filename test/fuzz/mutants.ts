import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/// Faults planted in the document and the binding, one at a time, in a copy of the sources. The
/// fuzz is worth what it catches of them.

interface Mutant {
  readonly name: string
  readonly file: string
  /// Occurs exactly once in the file.
  readonly find: string
  readonly replace: string
  /// Where only the comments of a session show it.
  readonly anchors?: true
}

const inDocument = (file: string) => `src/shared/document/${file}`
const inEditor = (file: string) => `src/editor/${file}`

const mutants: readonly Mutant[] = [
  {
    name: 'line ends are written under the number of text',
    file: inDocument('seriesdocument.ts'),
    find: 'this.#ends = 1 + Math.floor(random() * (half / 2 - 1))',
    replace: 'this.#ends = half + 2 * Math.floor((random() * half) / 2)',
  },
  {
    name: 'the last line end of a run is deleted like any other',
    file: inDocument('diff.ts'),
    find: 'return [keepLastEnd(old, { from, to, newFrom, newTo })]',
    replace: 'return [{ from, to, newFrom, newTo }]',
  },
  {
    name: 'characters of two code units are cut in two',
    file: inDocument('diff.ts'),
    find: 'return before >= 0xd800 && before < 0xdc00 && behind >= 0xdc00 && behind < 0xe000',
    replace: 'return before + behind < 0',
  },
  {
    name: 'a line left open does not go on',
    file: inDocument('spot.ts'),
    find: 'if (open !== undefined && lines[i + 1]?.at.segment === open) continue',
    replace: '',
  },
  {
    name: 'text in front of a mark is a line of its own',
    file: inDocument('body.ts'),
    find: '      segment = mark.segment\n',
    replace:
      "      if (pieces.length > 0) lines.push({ rawId: undefined, born: '', segment, pieces, start, end: at })\n" +
      '      pieces = []\n      segment = mark.segment\n',
  },
  {
    name: 'a split forgets what was merged in behind the cut',
    file: inDocument('segments.ts'),
    find: "entityOf(document.roots.segments, member)?.set('joins', last)",
    replace: '',
  },
  {
    name: 'a binned segment stays in what it was merged into',
    file: inDocument('arrangement.ts'),
    find: 'if (!node || node.binned) continue',
    replace: 'if (!node) continue',
  },
  {
    name: 'a circle of joins is broken elsewhere',
    file: inDocument('arrangement.ts'),
    find: 'parents.delete(circle.sort()[circle.length - 1] as string)',
    replace: 'parents.delete(circle.sort()[0] as string)',
  },
  {
    name: 'a changed element is not noticed',
    file: inDocument('lineindex.ts'),
    find: 'if (home) this.#stale.add(home.body)',
    replace: 'if (home && this.#stale.size > 0) this.#stale.add(home.body)',
  },
  {
    name: 'a line that stays is taken for the next one',
    file: inDocument('revise.ts'),
    find: 'if (end >= newTo) shift = to - newTo',
    replace: 'if (end >= newTo) shift = 0',
  },
  {
    name: 'what two people undo comes back twice',
    file: inDocument('twins.ts'),
    find: 'return isText && rightOrigin !== null && isRestoring(id.client)',
    replace: 'return isText && rightOrigin !== null && id.client < 0',
  },
  {
    name: 'undo removes what was made in order to write',
    file: inDocument('undo.ts'),
    find: '!document.isKept(item) && ',
    replace: '',
  },
  {
    name: 'an undo is a new step of the history',
    file: inDocument('undo.ts'),
    find: '        manager[moving] = true\n',
    replace: '',
  },
  {
    name: 'a second segment is written by what was before the first',
    file: inEditor('push.ts'),
    find: 'if (group) document.reading.catchUp(group)',
    replace: '',
  },
  {
    name: 'an empty line is left where a deletion crosses segments',
    file: inEditor('push.ts'),
    find: "(node.type.name === 'line' && parent === home)",
    replace: "node.type.name === 'line'",
  },
  {
    name: 'a patch keeps children that have changed places',
    file: inEditor('patch.ts'),
    find: '  return rise\n',
    replace: '  return [...pairs]\n',
  },
  {
    name: 'a composition is let go where it began',
    file: inEditor('binding.ts'),
    find: 'this.#held = { ...this.#held, start: tr.mapping.map(this.#held.start, 1) }',
    replace: 'this.#held = { ...this.#held }',
  },
  {
    name: 'a composition is not written down when it ends',
    file: inEditor('binding.ts'),
    find: 'const edit = smallestEdit(held.text, text, inside ? caret : undefined)',
    replace: 'const edit = smallestEdit(held.text, inside && text === "" ? text : held.text)',
  },
  {
    name: 'a comment takes a copy that an undo made for other text',
    file: inDocument('characters.ts'),
    find: 'if (length < placed.length) return [placed]',
    replace: 'if (length >= 0) return [placed]',
    anchors: true,
  },
  {
    name: 'a comment follows a copy of a copy one step only',
    file: inDocument('characters.ts'),
    find: 'const mostCopies = 100',
    replace: 'const mostCopies = 1',
    anchors: true,
  },
  {
    name: 'a comment stays at the place where its text was',
    file: inDocument('characters.ts'),
    find: 'if (item.deleted || !item.countable) continue',
    replace: 'if (!item.countable) continue',
    anchors: true,
  },
  {
    name: 'a comment is remembered where its text was before',
    file: inDocument('whereabouts.ts'),
    find: 'this.#characters.delete(type as unknown as Y.Text)',
    replace: 'if (changed.size > 1) this.#characters.delete(type as unknown as Y.Text)',
    anchors: true,
  },
  {
    name: 'a comment is remembered in the episode it was in',
    file: inDocument('whereabouts.ts'),
    find: 'arrangement === reading.arrangement &&',
    replace: '',
    anchors: true,
  },
  {
    name: 'a comment is remembered on the line it was on',
    file: inDocument('whereabouts.ts'),
    find: 'segments.every(({ id, segment }) => reading.segment(id) === segment)',
    replace: 'segments.length >= 0',
    anchors: true,
  },
  {
    name: 'a space that is left of a comment holds it where it is',
    file: inDocument('whereabouts.ts'),
    find: "if (says.trim() === '') continue",
    replace: 'if (start >= end) continue',
    anchors: true,
  },
  {
    name: 'a comment counts only the first piece of a line',
    file: inDocument('whereabouts.ts'),
    find: '    passed += piece.text.length\n',
    replace: '',
    anchors: true,
  },
  {
    name: 'a comment whose text is gone is on what stands there now',
    file: inDocument('whereabouts.ts'),
    find: 'const again = quotedIn(flat, part)',
    replace:
      'const from = part.before.length\n  const again = flat[from] ? { from, to: from + 1 } : quotedIn(flat, part)',
    anchors: true,
  },
  {
    name: 'text in the bin is taken for text of the season',
    file: inDocument('whereabouts.ts'),
    find: 'const shown = inOrder(found.filter(({ place }) => place))',
    replace: 'const shown = inOrder(found)',
    anchors: true,
  },
  {
    name: 'a selection over lines loses what is in front of its last',
    file: inDocument('selection.ts'),
    find: 'if (closes) ended = true',
    replace: 'if (closes && from) ended = true',
    anchors: true,
  },
]

const root = join(import.meta.dirname, '../..')

/// Fuzzes each mutant for at most `runs` sessions, a row each; gives back how many survived.
export async function survivors(runs: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'mutants-'))
  try {
    for (const part of ['src', 'test/fuzz', 'test/shared/document', 'docs/DOCUMENT.md']) {
      cpSync(join(root, part), join(folder, part), { recursive: true })
    }
    cpSync(join(root, 'package.json'), join(folder, 'package.json'))
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    let alive = 0
    console.log(`${mutants.length} planted faults, ${runs} sessions for each to be caught in`)
    const sound = await fuzz(folder, runs)
    if (sound !== undefined) throw new Error(`something is wrong without any fault: ${sound}`)
    for (const mutant of mutants) {
      const path = join(folder, mutant.file)
      const source = readFileSync(path, 'utf8')
      if (source.split(mutant.find).length !== 2) {
        throw new Error(`cannot plant “${mutant.name}”: ${mutant.file} has changed`)
      }
      writeFileSync(
        path,
        source.replace(mutant.find, () => mutant.replace),
      )
      const caught = await fuzz(folder, runs, mutant.anchors === true)
      writeFileSync(path, source)
      if (caught === undefined) alive++
      console.log(`${caught ?? 'SURVIVED'}  ${mutant.name}`)
    }
    console.log(`${mutants.length - alive} of ${mutants.length} caught`)
    return alive
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/// In which session the fault was caught, or undefined.
function fuzz(folder: string, runs: number, anchors = true): Promise<string | undefined> {
  const script = join(folder, 'test/fuzz/main.ts')
  const args = [script, '--runs', String(runs), '--seed', '1', '--first']
  if (anchors) args.push('--anchors')
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const seed = /^(?:failed: seed|misplaced in the sessions of seed .*?)\s*(\d+)$/m.exec(
        said,
      )?.[1]
      const sessions = /^(\d+) sessions/m.exec(said)?.[1] ?? '?'
      resolve(
        code === 0
          ? undefined
          : `seed ${(seed ?? '?').padStart(5)}, ${sessions.padStart(5)} sessions`,
      )
    })
  })
}
