import type * as Y from 'yjs'

/// Takes in what the log says, as it says it. Behind a transaction that came from elsewhere Yjs strikes
/// out marks of bold and the like that have come to stand beside others which say the same. Where
/// that was done when an edit came, it has a row of its own; done again between rows that came
/// together, it would strike out others.
export function asLogged<T>(doc: Y.Doc, work: () => T): T {
  const leave = (transaction: Y.Transaction) => {
    transaction._needFormattingCleanup = false
  }
  doc.on('afterTransaction', leave)
  try {
    return work()
  } finally {
    doc.off('afterTransaction', leave)
  }
}
