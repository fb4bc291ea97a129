/// What somebody does to a document in LibreOffice, step by step; `at` are words that stand in it
/// once. `editor.py` takes them as JSON.
export type Step =
  /// From here on changes are tracked.
  | { readonly do: 'track' }
  | { readonly do: 'replace' | 'type behind' | 'type before'; readonly at: string; text: string }
  /// `delete line` takes the end of the paragraph, too.
  | { readonly do: 'delete' | 'delete line'; readonly at: string }
  /// Enter in front of the words.
  | { readonly do: 'split'; readonly at: string }
  /// Delete behind the words, which end a paragraph.
  | { readonly do: 'join'; readonly at: string }
  /// Enter behind the words, and what is typed there, in a paragraph style.
  | { readonly do: 'new line'; readonly at: string; readonly text: string; readonly style?: string }
  /// Types into the cell behind the one that the words are in.
  | { readonly do: 'cell'; readonly at: string; readonly text: string }
  | { readonly do: 'comment'; readonly at: string; readonly text: string; readonly answer?: string }
