/// Words whose count the rules below get wrong, by their true count: those that people say most
/// often in film and television. Endings in "s" are tried without it.
const irregular = new Map<string, number>()
for (const [count, words] of [
  [1, 'aye belle clothe drawer eye heir pier tongue'],
  [
    2,
    `acre alfred andre antique awesome bracelet bryan business cafe catholic chaos chloe chocolate
    choir colonel comeback creature crooked dante diamond driveway dryer elsewhere evening
    eyebrow fashion fired fireman fluid flyer forehead foreman genius giant graveyard hatred
    hereby hired hundred jesse joel joey leonard leopard liar lifestyle lion louis maybe monte
    naive naked nineteen ninety noah notebook ok opera people phoebe pierre poem poet posse
    psyche rhythm ruin ruined sacred safety salesman samuel savior science shakespeare sidewalk
    sideways soldier someday sophomore spaceship theatre tired tv wednesday werewolf whereas
    wicked wretched`,
  ],
  [
    3,
    `alien alliance anyone apache ariel basically beautiful behavior behaviour businessman caribbean
    cereal cheeseburger coincide convenient denial diego element entirely everyone fiance
    gabriel genuine hawaii hercules heroic hideous jeopardy joshua karate liable museum naomi
    nuclear poetic poetry policeman policemen radio recipe reunion ruining scientist seattle
    suicide theater tuition vegetable vienna whoever`,
  ],
  [
    4,
    `anxiety appreciate associate automatic coincidence convenience diabetes emotional emotionally
    european genuinely humiliate initiate intuition jeopardize karaoke laboratory reliable
    retirement santiago scientific society specifically spontaneous suicidal`,
  ],
  [
    5,
    `appreciation association humiliated humiliating humiliation liability negotiation overreacting`,
  ],
] as const) {
  for (const word of words.split(/\s+/)) irregular.set(word, count)
}

const contractions = /n[’']t$|[’'](?:ll|ve|re|d|s|m)$/

/// Syllables of one English word in lower-case letters a–z and apostrophes, by its spelling. At
/// least 1. A word that follows no rule is off by one, seldom more.
export function syllablesIn(word: string): number {
  if (word.length > 30) return Math.ceil(word.length / 3)
  const ending = contractions.exec(word)
  if (ending !== null && ending.index > 0) {
    const stem = word.slice(0, ending.index)
    const count = spelledOut(stem)
    return count + contracted(stem, ending[0])
  }
  return spelledOut(word)
}

function contracted(stem: string, ending: string): number {
  if (ending.endsWith('t')) return /[^aeiour]e?$/.test(stem) ? 1 : 0
  if (ending.endsWith('m')) return 0
  if (ending.endsWith('s')) return /(?:[sxz]|[sc]h|[cgsz]e)$/.test(stem) ? 1 : 0
  return /[^aeiouyw]$/.test(stem) ? 1 : 0
}

function spelledOut(word: string): number {
  const known =
    irregular.get(word) ?? (word.endsWith('s') ? irregular.get(word.slice(0, -1)) : undefined)
  if (known !== undefined) return known
  const all = times(vowels, word) + times(apart, word)
  return Math.max(1, word.includes('e') ? all - times(silent, word) : all)
}

/// How often a pattern that is global, and never matches nothing, is found.
function times(pattern: RegExp, word: string): number {
  pattern.lastIndex = 0
  let count = 0
  while (pattern.test(word)) count++
  return count
}

/// A "y" before a vowel is a consonant at the start of a word and after a vowel; "qu" is one.
const vowels = /(?:(?<=q)u)?(?:(?!(?<=^|[aeiou])y(?=[aeiou]))[aeiouy])+/g

/// Two vowels side by side that are spoken as two.
const apart = new RegExp(
  [
    '(?<![cgstxln])i(?=a(?!ge))',
    '(?<=[^tcsgxln])i(?=o(?!u))',
    '(?<=[rv])i(?=ou)',
    '(?<=[ct])i(?=at[ei])',
    'i(?=um)',
    '(?<=[^aeiouctx]|qu)i(?=et|e(?:nce|nt|r$|rs$))',
    '(?<=[aeiouy].*)i(?=est$)',
    '(?<=[^gq])u(?=el$|ent|ence|et$)',
    '(?<=[^gq])u(?=a(?:l|t|r))',
    '(?<=[aeiou])i(?=ng)',
    '(?<=[^aeiou])y(?=i)',
    '(?<!g)eo(?!u)',
    '(?<=cr)e(?=at)',
    '(?<=[dr])e(?=as?$)',
    '^re(?=a(?:ct|li|p))',
    'sm$',
    '^mc',
  ].join('|'),
  'g',
)

/// An "e" that is not sounded.
const silent = new RegExp(
  [
    '(?<=[aeiouy].*[^aeiouyl])e$',
    '(?<=[aeiouy]l)e(?=s?$)',
    '(?<=[aeiouy]ll?)e(?=d$)',
    '(?<=[aeiouy]n?[gq])ue(?=s?$)',
    '(?<=[aeiouy].*[^aeioutdl])e(?=d$)',
    '(?<=[aeiouy].*[^aeiouysxzcghl])e(?=s$)',
    '(?<=[aeiouy].*[^aeiouyl]|[aeiouy]l)e(?=(?:ly|ment|ments|ness|less|ful|fully)$)',
    '(?<=^ev)e(?=r[yb])',
    '(?<=^(?:som|hom|tim|lif|saf|lov|bas|hous|fac|nam|mak|tak|wid))e(?=[^aeiouydnrs][a-z]{2}|one)',
    '(?<=^ther)e(?=fore|by)',
  ].join('|'),
  'g',
)
