/// Where sentences of a text end, as offsets behind the white space that follows: where a page may
/// break inside a paragraph. The end of the text is none of them.
export function sentenceEnds(text: string): readonly number[] {
  const ends: number[] = []
  for (const found of text.matchAll(ending)) {
    const end = found.index + found[0].length
    const rest = text.slice(end)
    if (rest === '' || abbreviation.test(text.slice(Math.max(0, found.index - 8), found.index + 1)))
      continue
    // `I'm... I couldn't` ends a sentence, `office... and then` does not.
    if (!found[0].includes('\n') && /^["'“‘(]*\p{Ll}/u.test(rest)) continue
    ends.push(end)
  }
  return ends
}

const ending = /(?:[.!?…؟۔।॥]+["'”’»)\]]*\s+|[。！？…][。！？…]*[”’」』）】]*\s*|[^\S\n]*\n\s*)/gu
const abbreviation = /(?:^|[\s("“])(?:Mrs?|Ms|Dr|St|Jr|Sr|vs|Lt|Sgt|Capt|Prof|\p{Lu})\.$/iu
