/// What a scene needs on the day it is shot, from the tags of its segments: `prop: a red umbrella`,
/// `道具：红伞`. Tags of other kinds (reversal, payoff) say nothing about it.
export const needKinds = ['prop', 'wardrobe', 'effect', 'vehicle', 'extra'] as const
export type NeedKind = (typeof needKinds)[number]

export interface Need {
  readonly kind: NeedKind
  readonly name: string
}

/// What stands in front of the colon, in both languages, as crews say it.
const openings: Readonly<Record<NeedKind, readonly string[]>> = {
  prop: ['prop', 'props', '道具'],
  wardrobe: [
    'wardrobe',
    'costume',
    'costumes',
    'make-up',
    'makeup',
    '服装',
    '服化',
    '化妆',
    '造型',
  ],
  effect: [
    'effect',
    'effects',
    'fx',
    'sfx',
    'vfx',
    'stunt',
    'stunts',
    '特效',
    '音效',
    '特技',
    '威亚',
  ],
  vehicle: ['vehicle', 'vehicles', 'car', '车辆', '车'],
  extra: ['extra', 'extras', '群演', '群众', '群众演员'],
}

const kinds = new Map(
  needKinds.flatMap((kind) => openings[kind].map((opening) => [opening, kind] as const)),
)

/// What a tag asks for; undefined where it is a tag of another kind.
export function needOf(tag: string): Need | undefined {
  const [, opening = '', name = ''] = /^\s*([^:：]{1,20}?)\s*[:：]\s*(.*\S)/su.exec(tag) ?? []
  const kind = kinds.get(opening.toLowerCase())
  return kind && { kind, name }
}
