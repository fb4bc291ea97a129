import type { CastEntry } from '../../domain/castentry.ts'
import type { Language } from '../../domain/language.ts'
import type { Series } from '../../domain/series.ts'
import { type SheetKey, sheetWord } from '../sheetwords.ts'
import type { Table, TableCell, TableColumn } from '../table.ts'
import { type NeedKind, needKinds } from './needs.ts'
import { type SceneSheet, sceneSheets } from './scenes.ts'

/// The sheets of a breakdown, in the order of their tabs: scenes in story order (顺场表), the same
/// regrouped by place and time for shooting, who is in which episode, who speaks how much where, and
/// what is needed.
export const breakdownSheets = ['story', 'shooting', 'cast', 'lines', 'needs'] as const
export type BreakdownSheet = (typeof breakdownSheets)[number]

export function breakdown(
  series: Series,
  cast: readonly CastEntry[],
  language: Language,
): Readonly<Record<BreakdownSheet, Table>> {
  const scenes = sceneSheets(series, cast)
  const word = (key: SheetKey) => sheetWord(language, key)
  const joined = language === 'zh-Hans' ? '、' : ', '
  const episodes = series.episodes.map((_, i) => i + 1)
  return {
    story: sceneTable(word('breakdown.story'), scenes, word, joined),
    shooting: sceneTable(word('breakdown.shooting'), byPlace(scenes), word, joined),
    cast: matrix(word('breakdown.cast'), episodes, castRows(scenes), word, 'breakdown.scenes'),
    lines: matrix(word('breakdown.lines'), episodes, lineRows(scenes), word, 'breakdown.speeches'),
    needs: needTable(scenes, word, joined),
  }
}

type Word = (key: SheetKey) => string

function sceneTable(
  name: string,
  scenes: readonly SceneSheet[],
  word: Word,
  joined: string,
): Table {
  const columns: readonly (TableColumn & {
    readonly key: SheetKey
    readonly of: (scene: SceneSheet) => TableCell
  })[] = [
    { key: 'breakdown.scene', width: 8, of: ({ scene }) => scene },
    { key: 'breakdown.number', width: 8, numbers: true, of: ({ episode }) => episode },
    { key: 'breakdown.place', width: 24, of: ({ place }) => place },
    { key: 'breakdown.inout', width: 9, of: ({ inOut }) => inOut },
    { key: 'breakdown.time', width: 12, of: ({ time }) => time },
    { key: 'breakdown.who', width: 30, of: ({ cast }) => cast.join(joined) },
    {
      key: 'breakdown.what',
      width: 50,
      of: ({ scene, what }) =>
        scene === '' ? [word('breakdown.nowhere'), what].filter(Boolean).join('\n') : what,
    },
    ...needKinds.map((kind) => ({
      key: `breakdown.${kind}` as const,
      width: 18,
      of: (scene: SceneSheet) => needed(scene, kind, joined),
    })),
    {
      key: 'breakdown.speeches',
      width: 10,
      numbers: true,
      of: ({ speeches }) => speeches.length,
    },
    {
      key: 'breakdown.seconds',
      width: 9,
      numbers: true,
      of: ({ seconds }) => Math.round(seconds),
    },
  ]
  return {
    name,
    columns: columns.map(({ width, numbers }) => ({ width, ...(numbers && { numbers }) })),
    rows: [
      columns.map(({ key }) => word(key)),
      ...scenes.map((scene) => columns.map(({ of }) => of(scene))),
    ],
  }
}

function needed({ needs }: SceneSheet, kind: NeedKind, joined: string): string {
  return needs
    .filter((need) => need.kind === kind)
    .map(({ name }) => name)
    .join(joined)
}

/// Where most is shot first; at a place, what is of one kind and time together, in story order.
function byPlace(scenes: readonly SceneSheet[]): readonly SceneSheet[] {
  const key = ({ place }: SceneSheet) => place.toUpperCase()
  const counts = new Map<string, number>()
  const firsts = new Map<string, number>()
  for (const [i, scene] of scenes.entries()) {
    counts.set(key(scene), (counts.get(key(scene)) ?? 0) + 1)
    for (const name of [key(scene), timeKey(scene)]) {
      if (!firsts.has(name)) firsts.set(name, i)
    }
  }
  const rank = (name: string) => firsts.get(name) ?? 0
  // Scenes without a place come last: somebody has to say where they are.
  const weight = (scene: SceneSheet) => (scene.place === '' ? -1 : (counts.get(key(scene)) ?? 0))
  return [...scenes].sort(
    (a, b) =>
      weight(b) - weight(a) ||
      rank(key(a)) - rank(key(b)) ||
      rank(timeKey(a)) - rank(timeKey(b)) ||
      scenes.indexOf(a) - scenes.indexOf(b),
  )
}

function timeKey({ place, inOut, time }: SceneSheet): string {
  return [place, inOut, time].join('\n').toUpperCase()
}

interface CountRow {
  readonly name: string
  /// By the number of the episode.
  readonly counts: ReadonlyMap<number, number>
  readonly all: number
  readonly words?: number
}

/// In how many scenes of each episode somebody is.
function castRows(scenes: readonly SceneSheet[]): readonly CountRow[] {
  return counted(scenes, ({ cast }) => cast.map((name) => ({ name, words: 0 })))
}

/// How many speeches somebody has in each episode.
function lineRows(scenes: readonly SceneSheet[]): readonly CountRow[] {
  return counted(scenes, ({ speeches }) => speeches)
}

function counted(
  scenes: readonly SceneSheet[],
  of: (scene: SceneSheet) => readonly { readonly name: string; readonly words: number }[],
): readonly CountRow[] {
  const rows = new Map<string, { counts: Map<number, number>; all: number; words: number }>()
  for (const scene of scenes) {
    for (const { name, words } of of(scene)) {
      const row = rows.get(name) ?? { counts: new Map(), all: 0, words: 0 }
      row.counts.set(scene.episode, (row.counts.get(scene.episode) ?? 0) + 1)
      row.all++
      row.words += words
      rows.set(name, row)
    }
  }
  return [...rows]
    .map(([name, row]) => ({ name, ...row }))
    .sort((a, b) => b.all - a.all || (a.name < b.name ? -1 : 1))
}

function matrix(
  name: string,
  episodes: readonly number[],
  rows: readonly CountRow[],
  word: Word,
  total: 'breakdown.scenes' | 'breakdown.speeches',
): Table {
  const withWords = total === 'breakdown.speeches'
  const numbers = { width: 9, numbers: true } as const
  const sum = (of: (row: CountRow) => number) => rows.reduce((all, row) => all + of(row), 0)
  const all: CountRow = {
    name: word('breakdown.all'),
    counts: new Map(episodes.map((each) => [each, sum(({ counts }) => counts.get(each) ?? 0)])),
    all: sum((row) => row.all),
    words: sum(({ words = 0 }) => words),
  }
  const shown = withWords && rows.length > 0 ? [...rows, all] : rows
  return {
    name,
    columns: [
      { width: 20 },
      numbers,
      ...(withWords ? [numbers] : []),
      ...episodes.map(() => ({ width: 5, numbers: true }) as const),
    ],
    rows: [
      [
        word('breakdown.character'),
        word(total),
        ...(withWords ? [word('breakdown.words')] : []),
        ...episodes,
      ],
      ...shown.map((row) => [
        row.name,
        row.all,
        ...(withWords ? [row.words ?? 0] : []),
        ...episodes.map((each) => row.counts.get(each) || ''),
      ]),
    ],
  }
}

function needTable(scenes: readonly SceneSheet[], word: Word, joined: string): Table {
  const rows: TableCell[][] = []
  for (const kind of needKinds) {
    const found = new Map<string, { name: string; scenes: string[] }>()
    for (const { scene, episode, needs } of scenes) {
      for (const need of needs) {
        if (need.kind !== kind) continue
        const key = need.name.toUpperCase()
        const row = found.get(key) ?? { name: need.name, scenes: [] }
        row.scenes.push(scene || `${episode}`)
        found.set(key, row)
      }
    }
    for (const row of found.values()) {
      rows.push([word(`breakdown.${kind}`), row.name, row.scenes.length, row.scenes.join(joined)])
    }
  }
  return {
    name: word('breakdown.needs'),
    columns: [{ width: 12 }, { width: 30 }, { width: 8, numbers: true }, { width: 60 }],
    rows: [
      [
        word('breakdown.kind'),
        word('breakdown.need'),
        word('breakdown.scenes'),
        word('breakdown.scene'),
      ],
      ...rows,
    ],
  }
}
