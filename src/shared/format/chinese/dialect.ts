/// The ways in which the trade writes the same Chinese script. A file is written in one of them.
export interface Dialect {
  /// How a scene begins: its parts in this order on one line, or labelled lines under its number.
  readonly heading: 'time-first' | 'place-first' | 'labelled' | 'bracketed'
  /// In front of those present.
  readonly present: string
  /// In front of what is seen.
  readonly picture: string
  /// Whether the mood stands in front of the colon or behind it.
  readonly mood: 'before' | 'behind'
}

export const dialects = {
  /// `1-1 日 内 客厅`, `人物：`, `△`, `名字（激动）：…`
  standard: { heading: 'time-first', present: '人物：', picture: '△', mood: 'before' },
  /// `1-1 客厅 日 内`, `出场人物：`, `△`, `名字：（激动）…`
  'place-first': { heading: 'place-first', present: '出场人物：', picture: '△', mood: 'behind' },
  /// `1-1`, `时：日`, `景：内 客厅`, `人：`, `▲`, `名字：（激动）…`
  labelled: { heading: 'labelled', present: '人：', picture: '▲', mood: 'behind' },
  /// `【场次 1-1】`, `时间：日`, `地点：内 客厅`, `人物：`, `△`, `名字：（激动）…`
  bracketed: { heading: 'bracketed', present: '人物：', picture: '△ ', mood: 'behind' },
} as const satisfies Readonly<Record<string, Dialect>>

export type DialectName = keyof typeof dialects

export function asDialect(name: string | undefined): Dialect {
  return dialects[name !== undefined && name in dialects ? (name as DialectName) : 'standard']
}
