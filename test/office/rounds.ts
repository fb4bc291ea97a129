import type { Step } from './steps.ts'

/// Scripts that go out as Word files, what somebody does to them in an office program, and what has
/// to come back.

export interface Outing {
  readonly name: 'english' | 'chinese' | 'two-columns'
  /// The series, as Fountain.
  readonly script: string
  readonly columns: 'one' | 'two'
  readonly steps: readonly Step[]
  /// One row for each change, in their order.
  readonly changes: readonly string[]
  readonly comments: readonly string[]
}

/// How somebody goes about it: opens and saves, edits, or edits with changes tracked.
export const ways = ['saved', 'edited', 'tracked'] as const
export type Way = (typeof ways)[number]

export function stepsOf({ steps }: Outing, way: Way): readonly Step[] {
  if (way === 'saved') return []
  return way === 'edited' ? steps : [{ do: 'track' }, ...steps]
}

export function changesOf({ changes }: Outing, way: Way): readonly string[] {
  if (way === 'saved') return []
  return way === 'tracked' ? changes : changes.map((row) => row.replace(/ by \p{L}+$/u, ''))
}

export function commentsOf({ comments }: Outing, way: Way): readonly string[] {
  return way === 'saved' ? [] : comments
}

const english: Outing = {
  name: 'english',
  columns: 'one',
  script: `Title: The last ferry

# Episode 1: The pier

= Mira misses the boat.

## Hook

= She runs.

EXT. PIER - NIGHT

Mira runs along the pier. Her bag is open.

MIRA
(out of breath)
Wait for me. I have the ticket.

The ferry is *gone*.

## Beat

= A stranger waits.

A man sits on a suitcase.

JON
They said the last one is at ten.

He looks up.

She sits down beside him.

The sea is black.

## Cliffhanger

= The light.

A light on the water.

MIRA
That is no ferry.
`,
  steps: [
    { do: 'replace', at: 'The pier', text: 'The quay' },
    { do: 'replace', at: 'stranger', text: 'woman' },
    { do: 'new line', at: 'Mira misses the boat.', text: 'It rains.' },
    { do: 'new line', at: 'EXT. PIER - NIGHT', text: 'Rain.', style: 'Action' },
    { do: 'split', at: 'Her bag is open.' },
    { do: 'type before', at: 'Wait for me', text: 'Hey! ' },
    { do: 'delete', at: ' I have the ticket.' },
    { do: 'split', at: 'A man sits' },
    { do: 'comment', at: 'suitcase', text: 'Why a suitcase?', answer: 'It pays off.' },
    { do: 'replace', at: 'ten', text: 'eleven' },
    { do: 'join', at: 'He looks up.' },
    { do: 'delete line', at: 'The sea is black.' },
    { do: 'type behind', at: 'A light on the water', text: ', far out' },
    { do: 'comment', at: 'no ferry', text: 'Then what is it?' },
  ],
  changes: [
    'added:  → action Rain. by Ana',
    'line: Mira runs along the pier. Her bag is open. → action Mira runs along the pier.  by Ana',
    'added:  → action Her bag is open. by Ana',
    'line: Wait for me. I have the ticket. → dialogue Hey! Wait for me. by Ana',
    'line: They said the last one is at ten. → dialogue They said the last one is at eleven. by Ana',
    'line: He looks up. → action He looks up.She sits down beside him. by Ana',
    'line: A light on the water. → action A light on the water, far out. by Ana',
    'title: The pier → The quay by Ana',
    'summary: Mira misses the boat. → Mira misses the boat.\nIt rains. by Ana',
    'outline: A stranger waits. → A woman waits. by Ana',
    'removed: She sits down beside him. →  by Ana',
    'removed: The sea is black. →  by Ana',
  ],
  comments: [
    '“suitcase” Ana: Why a suitcase?; Bo: It pays off.',
    '“no ferry” Ana: Then what is it?',
  ],
}

const chinese: Outing = {
  name: 'chinese',
  columns: 'one',
  script: `Title: 末班渡轮
Language: zh-Hans

# 第1集：码头

= 小满错过了渡轮。

## 钩子

= 她在奔跑。

.1-1 夜 外 码头

小满沿着码头奔跑，包开着。

@小满
（喘气）
等等我！我有船票。

渡轮已经开走。

## 节拍

= 一个陌生人在等。

一个男人坐在行李箱上。

@老江
他们说末班是十点。

他抬起头。

她在他身边坐下。

海是黑的。

## 悬念

= 灯光。

水面上有一盏灯。

@小满
那不是渡轮。
`,
  steps: [
    { do: 'type before', at: '码头', text: '老' },
    { do: 'replace', at: '错过了', text: '赶上了' },
    { do: 'new line', at: '夜 外 码头', text: '下雨了。' },
    { do: 'split', at: '包开着' },
    { do: 'type before', at: '小满沿着', text: '雨夜，' },
    { do: 'replace', at: '喘气', text: '低声' },
    { do: 'type before', at: '等等我', text: '喂，' },
    { do: 'split', at: '我有船票' },
    { do: 'comment', at: '行李箱', text: '为什么是行李箱？', answer: '后面有用。' },
    { do: 'replace', at: '十点', text: '十一点' },
    { do: 'join', at: '他抬起头。' },
    { do: 'delete line', at: '海是黑的。' },
    { do: 'type behind', at: '水面上有一盏灯', text: '，很远' },
    { do: 'comment', at: '不是渡轮', text: '那是什么？' },
  ],
  changes: [
    'added:  → action 下雨了。 by Ana',
    'line: 小满沿着码头奔跑，包开着。 → action 雨夜，小满沿着码头奔跑， by Ana',
    'added:  → action 包开着。 by Ana',
    'line: （喘气） → parenthetical （低声） by Ana',
    'line: 等等我！我有船票。 → dialogue 喂，等等我！ by Ana',
    'added:  → dialogue 我有船票。 by Ana',
    'line: 他们说末班是十点。 → dialogue 他们说末班是十一点。 by Ana',
    'line: 他抬起头。 → action 他抬起头。她在他身边坐下。 by Ana',
    'line: 水面上有一盏灯。 → action 水面上有一盏灯，很远。 by Ana',
    'title: 码头 → 老码头 by Ana',
    'summary: 小满错过了渡轮。 → 小满赶上了渡轮。 by Ana',
    'removed: 她在他身边坐下。 →  by Ana',
    'removed: 海是黑的。 →  by Ana',
  ],
  comments: ['“行李箱” Ana: 为什么是行李箱？; Bo: 后面有用。', '“不是渡轮” Ana: 那是什么？'],
}

const twoColumns: Outing = {
  name: 'two-columns',
  columns: 'two',
  script: english.script.replace(
    'They said the last',
    '[[line; translation: 他们说末班是十点。]]\nThey said the last',
  ),
  steps: [
    { do: 'replace', at: 'ten', text: 'eleven' },
    { do: 'replace', at: '十点', text: '十一点' },
    { do: 'split', at: 'Her bag is open.' },
    { do: 'cell', at: 'A light on the water', text: '水面上有一盏灯。' },
    { do: 'cell', at: 'MIRA', text: '米拉' },
    { do: 'comment', at: 'suitcase', text: 'Why a suitcase?', answer: 'It pays off.' },
    { do: 'comment', at: '末班', text: '末班车？' },
  ],
  changes: [
    'line: Mira runs along the pier. Her bag is open. → action Mira runs along the pier.  by Ana',
    'added:  → action Her bag is open. by Ana',
    'line: MIRA → character MIRA | 米拉 by Ana',
    'line: They said the last one is at ten. → dialogue They said the last one is at eleven. | 他们说末班是十一点。 by Ana',
    'line: A light on the water. → action A light on the water. | 水面上有一盏灯。 by Ana',
  ],
  comments: [
    '“suitcase” Ana: Why a suitcase?; Bo: It pays off.',
    '“They said the last one is at ten.” Ana: 末班车？',
  ],
}

export const outings: readonly Outing[] = [english, chinese, twoColumns]
