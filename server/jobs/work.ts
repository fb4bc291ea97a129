import type { Tell } from '../../src/shared/format/progress.ts'
import type { Fault } from '../fault.ts'
import { fileName, readScript, writeScript } from '../files.ts'
import { beginFrom, openDocument } from '../rooms/content.ts'
import { compare } from './compare.ts'
import { formats } from './formats.ts'
import type { ReadJob, ReadResult, Work, WriteJob, WriteResult } from './job.ts'
import { previewOf } from './preview.ts'
import { reports } from './reports.ts'

/// Does a job to its end.
export const work = (async (job, tell) => {
  switch (job.kind) {
    case 'read':
      return read(job)
    case 'write':
      return write(job, tell)
    case 'compare':
      return compare(job)
  }
}) as Work

async function read(job: ReadJob): Promise<ReadResult | Fault> {
  const found = await readScript(job.name, job.bytes, job.options)
  if ('code' in found) return found
  const { screenplay, losses } = found
  if (job.for.kind === 'preview') {
    return { kind: 'preview', preview: previewOf(found, job.for.choice), losses }
  }
  const { title, language } = screenplay
  return { kind: 'series', heading: { title, language }, document: beginFrom(screenplay), losses }
}

async function write(job: WriteJob, tell: Tell): Promise<WriteResult | Fault> {
  const { document, as, language, chosen } = job
  const format = formats.find(({ id }) => id === as)
  const report = reports.find(({ id }) => id === as)
  if (!format?.write && !report) {
    const known = [...formats.filter(({ write }) => write), ...reports].map(({ id }) => id)
    return { code: 'format.unknown', message: `The formats are: ${known.join(', ')}.` }
  }
  const { screenplay, material } = openDocument(document)
  if (format?.write) return writeScript(screenplay, format, chosen, tell)
  if (!report) throw new Error(`There is no report ${as}.`)
  const options = { language: language ?? material.series.language, chosen }
  const { bytes, losses } = await report.write(material, options, tell)
  const name = `${fileName(`${material.series.title} – ${as}`)}${report.extension}`
  return { name, mediaType: report.mediaType, bytes, losses }
}
