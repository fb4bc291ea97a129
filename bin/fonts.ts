import { type Face, faces } from '../server/jobs/pdf/faces.ts'
import { fontsFolder, openShelf } from '../server/jobs/pdf/shelf.ts'

/// `ninety fonts [NAME… | all]`: what PDFs can be set in. Without names it lists the faces and whether
/// they are here; with names it fetches those that are not. Exits 2 for a name that there is not, 1
/// when one cannot be had.
export async function fonts(names: string[]): Promise<number> {
  const shelf = openShelf(fontsFolder(process.env))
  if (names.length === 0) {
    for (const face of faces) {
      const state = shelf.has(face) === undefined ? 'not here' : 'here'
      process.stdout.write(`${face.id.padEnd(11)} ${state.padEnd(9)} ${face.writes}\n`)
    }
    return 0
  }
  const wanted = names.includes('all') ? faces : names.map((name) => named(name))
  const unknown = names.filter((name) => name !== 'all' && !named(name))
  if (unknown.length > 0) {
    process.stderr.write(`There is no font ${unknown.join(', ')}: "ninety fonts" lists them.\n`)
    return 2
  }
  let missing = 0
  for (const face of wanted) {
    if (!face) continue
    const found = await shelf.find(face)
    if (typeof found === 'string') process.stdout.write(`${face.name} is in ${found}\n`)
    else {
      missing++
      process.stderr.write(`${found.message}\n`)
    }
  }
  return missing > 0 ? 1 : 0
}

function named(name: string): Face | undefined {
  return faces.find(({ id }) => id === name)
}
