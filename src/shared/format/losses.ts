/// What a screenplay may have that a file of some kind has no place for.
export const aspects = [
  // Of the text of a line.
  'strike',
  'styles',
  'spaces',
  // Of a line.
  'elements',
  'dual',
  'align',
  'scene-numbers',
  'line-seconds',
  'scene-seconds',
  'translations',
  'line-carried',
  // Of a segment.
  'segments',
  'outlines',
  'emotion',
  'tags',
  'segment-seconds',
  'segment-carried',
  // Of an episode.
  'episode-titles',
  'summaries',
  'episode-targets',
  'writers',
  'due',
  'unlocks',
  'episode-carried',
  // Of the series.
  'title',
  'logline',
  'notes',
  'language',
  'target',
  'settings',
  'title-page',
  'cast',
  'places',
  'carried',
] as const

export type Aspect = (typeof aspects)[number]

/// What each format cannot carry, by its id, beside the words of the script, which all of them do.
/// A format that is not only written is held to it both ways: what it does not name comes back
/// equal (`test/shared/format/lossless.fuzz.test.ts`), and where a screenplay has what it names, its
/// writer says so with a loss `<format>.<aspect>`.
///
/// `spaces` are white space at the ends of lines and paragraphs and more than one in a row;
/// `elements` are kinds of line it may take for others, so that it is held to the words of lines
/// only; `segments` where one ends and the next begins (then it has no outlines either).
export const cannotCarry: { readonly [format: string]: readonly Aspect[] } = {
  fountain: [],
  fdx: [],
  json: [],
  docx: [
    ...['line-seconds', 'scene-seconds', 'translations', 'line-carried', 'emotion', 'tags'],
    ...['segment-seconds', 'segment-carried', 'episode-targets', 'writers', 'due', 'unlocks'],
    ...['episode-carried', 'notes', 'target', 'settings', 'cast', 'places', 'carried'],
  ] as readonly Aspect[],
  zh: [
    ...['strike', 'styles', 'dual', 'align', 'scene-numbers'],
    ...['line-seconds', 'scene-seconds', 'translations', 'line-carried', 'segments', 'outlines'],
    ...['emotion', 'tags', 'segment-seconds', 'segment-carried', 'episode-targets', 'writers'],
    ...['due', 'episode-carried', 'notes', 'language', 'settings', 'title-page', 'cast', 'places'],
    'carried',
  ] as readonly Aspect[],
  /// On paper. Outlines, summaries and where segments begin can be asked for.
  pdf: [
    ...['line-seconds', 'scene-seconds', 'translations', 'line-carried', 'segments', 'outlines'],
    ...['emotion', 'tags', 'segment-seconds', 'segment-carried', 'summaries', 'episode-targets'],
    ...['writers', 'due', 'unlocks', 'episode-carried', 'notes', 'language', 'target', 'settings'],
    ...['cast', 'places', 'carried'],
  ] as readonly Aspect[],
}
