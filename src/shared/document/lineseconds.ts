import type { SeriesDocument } from './seriesdocument.ts'

/// The seconds a room has planned for a line, or undefined to go by the model. `false` where there
/// is no such line.
export function setLineSeconds(
  document: SeriesDocument,
  line: string,
  seconds: number | undefined,
): boolean {
  return setAttribute(document, line, 'seconds', seconds)
}

/// The same for a scene, by the line of its heading.
export function setSceneSeconds(
  document: SeriesDocument,
  heading: string,
  seconds: number | undefined,
): boolean {
  return setAttribute(document, heading, 'sceneSeconds', seconds)
}

function setAttribute(
  document: SeriesDocument,
  line: string,
  name: 'seconds' | 'sceneSeconds',
  seconds: number | undefined,
): boolean {
  // The line that an empty segment shows is not there to be planned.
  if (line.startsWith('~~') || !document.reading.groupOfLine(line)) return false
  const key = `${line}.${name}`
  document.edit(() => {
    if (seconds === undefined) document.roots.lines.delete(key)
    else document.roots.lines.set(key, seconds)
  })
  return true
}
