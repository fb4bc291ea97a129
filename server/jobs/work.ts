import { fdx, fdxWith } from '../../src/shared/format/fdx/fdx.ts'
import type { Format } from '../../src/shared/format/formats.ts'
import type { Tell } from '../../src/shared/format/progress.ts'
import type { Fault } from '../fault.ts'
import { fileName } from '../filename.ts'
import { readScript, writeScript } from '../files.ts'
import { beginFrom, openDocument, retitled } from '../rooms/content.ts'
import type { Compared } from './compare.ts'
import { formats } from './formats.ts'
import type {
  ArchiveJob,
  CompareJob,
  ReadJob,
  ReadResult,
  Work,
  WriteJob,
  WriteResult,
} from './job.ts'
import { largestFile } from './limits.ts'

/// Does a job to its end. What only some jobs take is read when the first of them comes: a process
/// that has read everything takes twice as long to its first file.
export const work = (async (job, tell) => {
  switch (job.kind) {
    case 'read':
      return read(job)
    case 'write':
      return write(job, tell)
    case 'compare':
      return compare(job)
    case 'archive':
      return archive(job, tell)
  }
}) as Work

async function compare(job: CompareJob): Promise<Compared | Fault> {
  const { compare, compareTranslation } = await import('./compare.ts')
  return job.translated ? compareTranslation(job) : compare(job)
}

async function archive(job: ArchiveJob, tell: Tell): Promise<WriteResult> {
  const { writeArchive } = await import('./archive/write.ts')
  const { title, bytes, losses } = await writeArchive(
    job.document,
    job.talk,
    job.review,
    job.at,
    tell,
  )
  const day = new Date(job.at).toISOString().slice(0, 10)
  return { name: `${fileName(title)} ${day}.zip`, mediaType: 'application/zip', bytes, losses }
}

/// An archive comes back whole and as it was: nothing of it is cut.
async function restore({ bytes, options, for: wanted }: ReadJob): Promise<ReadResult | Fault> {
  if (bytes.length > largestFile) {
    return { code: 'file.large', message: `This file is larger than ${largestFile >> 20} MB.` }
  }
  const { openArchive } = await import('./archive/read.ts')
  const opened = openArchive(bytes)
  if ('code' in opened) {
    return { code: 'file.unreadable', message: opened.message, reason: opened.code }
  }
  const { losses, talk, review } = opened
  const screenplay = { ...opened.screenplay, title: options.title || opened.screenplay.title }
  if (wanted.kind === 'preview') {
    const { previewOf } = await import('./preview.ts')
    const preview = previewOf({ format: 'archive', formats: ['archive'], screenplay, losses }, {})
    return { kind: 'preview', preview, losses }
  }
  const { title, language } = screenplay
  const document = retitled(opened.document, title)
  const said = { talk, ...(review && { review }) }
  return { kind: 'series', heading: { title, language }, document, ...said, losses }
}

async function read(job: ReadJob): Promise<ReadResult | Fault> {
  if (/\.zip$/i.test(job.name) && job.bytes.length > 0) return restore(job)
  const found = await readScript(job.name, job.bytes, job.options)
  if ('code' in found) return found
  const { screenplay, losses } = found
  if (job.for.kind === 'preview') {
    const { previewOf } = await import('./preview.ts')
    return { kind: 'preview', preview: previewOf(found, job.for.choice), losses }
  }
  const { title, language } = screenplay
  const document = beginFrom(screenplay)
  const made = { kind: 'series', heading: { title, language }, document, losses } as const
  if (!found.noted) return made
  const { talkOf } = await import('./notes.ts')
  const noted = talkOf(document, found.noted.screenplay, found.noted.notes)
  return { ...made, talk: noted.talk, losses: [...losses, ...noted.losses] }
}

async function write(job: WriteJob, tell: Tell): Promise<WriteResult | Fault> {
  const { document, as, language, chosen } = job
  const format = formats.find(({ id }) => id === as)
  if (format?.write) {
    const { screenplay } = openDocument(document)
    return writeScript(screenplay, await noted(format, job), chosen, tell)
  }
  const { reports } = await import('./reports.ts')
  const report = reports.find(({ id }) => id === as)
  if (!report) {
    const known = [...formats.filter(({ write }) => write), ...reports].map(({ id }) => id)
    return { code: 'format.unknown', message: `The formats are: ${known.join(', ')}.` }
  }
  const { material } = openDocument(document)
  const options = { language: language ?? material.series.language, chosen }
  const { bytes, losses } = await report.write(material, options, tell)
  const name = `${fileName(`${material.series.title} – ${as}`)}${report.extension}`
  return { name, mediaType: report.mediaType, bytes, losses }
}

/// A format that has notes, with what the room has said.
async function noted(format: Format, { document, talk }: WriteJob): Promise<Format> {
  if (format.id !== fdx.id || !talk) return format
  const { notesOf } = await import('./notes.ts')
  return fdxWith(notesOf(document, talk))
}
