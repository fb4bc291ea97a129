import { screenplayOf } from '../../../src/shared/format/document.ts'
import type { Material, Report } from '../../../src/shared/format/report.ts'
import { lossesIn } from './losses.ts'
import { docxMediaType } from './office.ts'
import { scriptOf } from './script.ts'
import { submissionPackage } from './submission.ts'
import { writeScript } from './write.ts'

/// The script with the hidden ids of its series, so that what somebody changes in it can be brought
/// back. Takes `paper` and `outline` as the format does.
export const wordScript: Report = {
  id: 'word-script',
  extension: '.docx',
  mediaType: docxMediaType,
  async write(material, { chosen }) {
    const bytes = writeScript(scriptOf(material.series, material.kept.titlePage), chosen)
    return { bytes, losses: lossesOf(material, chosen) }
  },
}

/// The same in two columns, the translation on the right: for whoever translates.
export const bilingualScript: Report = {
  id: 'bilingual-script',
  extension: '.docx',
  mediaType: docxMediaType,
  async write(material, { chosen }) {
    const options = { outline: 'no', ...chosen, columns: 'two' }
    const bytes = writeScript(scriptOf(material.series, material.kept.titlePage), options)
    return { bytes, losses: lossesOf(material, options) }
  },
}

function lossesOf({ series, kept }: Material, options: Readonly<Record<string, string>>) {
  return lossesIn(screenplayOf(series, kept), options)
}

export const wordReports: readonly Report[] = [wordScript, bilingualScript, submissionPackage]
