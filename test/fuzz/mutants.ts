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
      const caught = await fuzz(folder, runs)
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
function fuzz(folder: string, runs: number): Promise<string | undefined> {
  const script = join(folder, 'test/fuzz/main.ts')
  const args = [script, '--runs', String(runs), '--seed', '1', '--first']
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
