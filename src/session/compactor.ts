import { compact } from './compact.ts'

/// What runs in the thread that src/session/compaction.ts starts.

addEventListener('message', async ({ data }: MessageEvent<string>) => {
  await compact(data).catch(() => {})
  postMessage('done')
})
