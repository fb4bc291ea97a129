/// What a job comes to that does not come to its file, in words for whoever asked for it.

import type { Fault } from '../fault.ts'

export const cancelled: Fault = { code: 'job.cancelled', message: 'This was called off.' }

export const closing: Fault = {
  code: 'server.closing',
  message: 'The server is restarting. Try again in a moment.',
}

export const busy: Fault = {
  code: 'job.busy',
  message: 'Too many files are being read and written. Try again in a minute.',
}

export const slow: Fault = {
  code: 'job.slow',
  message: 'This takes longer than a minute and was ended. Try it in parts.',
}

export const heavy: Fault = {
  code: 'job.heavy',
  message: 'This takes more memory than a file may and was ended. Try it in parts.',
}

export const unreadable: Fault = {
  code: 'file.unreadable',
  message: 'This file cannot be read: it may be damaged, or something else than its name says.',
}

export const failed: Fault = {
  code: 'job.failed',
  message: 'Something went wrong while the file was made. What you typed is not affected.',
}
