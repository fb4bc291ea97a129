import { subjectOfRemark } from '../../shared/document/acceptance.ts'
import { cutsPairAt } from '../../shared/document/diff.ts'
import type { SeriesDocument } from '../../shared/document/seriesdocument.ts'
import { quoteOf, type Subject } from '../../shared/document/subject.ts'
import type { Thread } from '../../shared/document/talk.ts'
import { Finder } from '../../shared/document/whereabouts.ts'
import type { Remark } from '../../shared/domain/comparison.ts'
import { longestComment } from '../../shared/domain/thread.ts'

/// A comment of a file and its answers, as what is to be said in the series.
export interface Saying {
  readonly remark: Remark
  /// Undefined where the series has no place for it.
  readonly at: Subject | undefined
  /// The thread that has been begun with it: the file has been brought back before.
  readonly thread?: string
  /// What is still to be said, in order.
  readonly rest: readonly string[]
}

/// How much later than it was a file may say that something was said, in milliseconds: Word writes the
/// time of the writer's own zone as if it were UTC, and clocks are wrong.
const zones = 24 * 60 * 60 * 1000

/// Holds the comments of a file against the threads of the series. One is known by who said what at
/// which words, unless it was written when the thread was there already; each thread is one comment's.
/// A time later than `now` says nothing.
export function sayingsOf(
  document: SeriesDocument,
  remarks: readonly Remark[],
  threads: readonly Thread[],
  now = Date.now(),
): readonly Saying[] {
  const finder = new Finder(document)
  const left = [...threads]
  try {
    return remarks.map((remark): Saying => {
      const at = subjectOfRemark(document, remark)
      const written = Date.parse(remark.said[0]?.by.at ?? '')
      const bodies = remark.said.flatMap(({ by, text }) => commentsOf(`${by.name}: ${text}`))
      const [first = ''] = bodies
      const known = left.findIndex(
        ({ at: place, comments: [begun] }) =>
          at &&
          begun &&
          !(written > begun.said + zones && written <= now + zones) &&
          sameBody(begun.body, first) &&
          samePlace(finder, place, at),
      )
      const [thread] = known < 0 ? [] : left.splice(known, 1)
      if (!thread) return { remark, at, rest: bodies }
      return { remark, at, thread: thread.id, rest: unsaid(bodies, thread) }
    })
  } finally {
    finder.destroy()
  }
}

function unsaid(bodies: readonly string[], { comments }: Thread): readonly string[] {
  const said = comments.map(({ body }) => body)
  return bodies.filter((body) => {
    const at = said.findIndex((one) => sameBody(one, body))
    return at < 0 || said.splice(at, 1).length === 0
  })
}

function sameBody(said: string, body: string): boolean {
  return said.trim() === body.trim()
}

/// Whether a thread is at the words that a comment would be begun at. Where it was begun at a whole
/// line, because the words were not in the series yet, they are part of it now.
function samePlace(finder: Finder, begun: Subject, at: Subject): boolean {
  const here = finder.find(begun)
  const there = finder.find(at)
  if (here.kind !== 'here' || there.kind !== 'here') {
    return begun.episode === at.episode && quoteOf(begun) === quoteOf(at)
  }
  if (here.stretches.length === 0 || there.stretches.length === 0) {
    return here.episode === there.episode && here.segment === there.segment
  }
  return here.stretches.some((one) =>
    there.stretches.some(
      (other) =>
        one.in === other.in && one.id === other.id && one.from < other.to && other.from < one.to,
    ),
  )
}

/// What somebody says in as many comments as it takes.
export function commentsOf(text: string): readonly string[] {
  const comments: string[] = []
  let rest = text.toWellFormed()
  while (rest.length > longestComment) {
    const end = cutsPairAt(rest, longestComment) ? longestComment - 1 : longestComment
    comments.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return [...comments, rest].filter((comment) => comment.trim() !== '')
}
