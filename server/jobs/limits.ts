/// Bytes of a file that can be imported. A season of 100 episodes is about 1 MB of text.
export const largestFile = 16 * 1024 * 1024

/// Milliseconds that a process for files has for ending what it fetches.
export const leaveMs = 2_000
