import {
  binEpisode,
  createEpisode,
  endEpisode,
  joinEpisode,
  moveEpisode,
  restoreEpisode,
} from '../../src/shared/document/episodes.ts'
import {
  binBeat,
  createBeat,
  makeCliffhanger,
  mergeBeat,
  moveBeat,
  restoreSegment,
  splitSegment,
} from '../../src/shared/document/segments.ts'
import { expectThat, type Operation } from './operation.ts'
import { beats, beatsOf, episodes, pickPoint } from './places.ts'
import { textOfSeason } from './season.ts'

/// What a person does to segments and episodes, and undo. Each says what it promises on the replica
/// of whoever does it.

const newSegment = ['segment+', 'body+']
const place = ['segment.place']
const role = ['segment.kind', 'segment.place']
const cut = ['segment+', 'mark+', 'end+', 'style', 'segment.binned', 'segment.joins']

export const arranging: Readonly<Record<string, Operation>> = {
  'new beat': {
    weight: 2,
    writes: [...newSegment, ...place, 'segment.binned'],
    keepsText: true,
    run: (writer, dice) => {
      const episode = dice.pick(episodes(writer))
      if (episode === undefined) return false
      const index = dice.below(beatsOf(writer, episode).length + 1)
      const id = writer.binding.run((document) => createBeat(document, episode, index))
      expectThat(beatsOf(writer, episode)[index] === id, 'a new beat stands where it was put')
      return ''
    },
  },
  'move beat': {
    weight: 6,
    writes: place,
    run: (writer, dice) => {
      const beat = dice.pick(beats(writer))
      const episode = dice.chance(0.5) ? beat?.episode : dice.pick(episodes(writer))
      if (!beat || episode === undefined) return false
      const text = JSON.stringify(writer.document.reading.segment(beat.id))
      const others = beatsOf(writer, episode).filter((id) => id !== beat.id)
      const index = dice.below(others.length + 1)
      if (!writer.binding.run((document) => moveBeat(document, beat.id, episode, index)))
        return false
      others.splice(index, 0, beat.id)
      expectThat(
        beatsOf(writer, episode).join() === others.join() &&
          JSON.stringify(writer.document.reading.segment(beat.id)) === text,
        'a moved beat stands where it was put, with all it has',
      )
      return ''
    },
  },
  'split beat': {
    weight: 6,
    writes: [...cut, ...role],
    keepsText: true,
    run: (writer, dice, ledger) => {
      const point = pickPoint(writer, dice)
      if (!point) return false
      ledger.cuts(point.line)
      const count = writer.document.reading.series.episodes.flatMap((e) => e.segments).length
      const id = writer.binding.run((document) => splitSegment(document, point))
      if (id === undefined) return false
      const all = writer.document.reading.series.episodes.flatMap((e) => e.segments)
      expectThat(
        all.length > count && all.some((segment) => segment.id === id),
        'a beat that is split is two',
      )
      return ''
    },
  },
  'merge beat': {
    weight: 5,
    writes: ['segment.joins'],
    keepsText: true,
    run: (writer, dice) => {
      const beat = dice.pick(beats(writer))
      if (!beat) return false
      const all = writer.document.reading.series.episodes.flatMap((e) => e.segments)
      const before = all[all.findIndex(({ id }) => id === beat.id) - 1]
      if (!writer.binding.run((document) => mergeBeat(document, beat.id))) return false
      const now = writer.document.reading.segment(beat.id)
      expectThat(
        now?.id === before?.id && !beats(writer).some(({ id }) => id === beat.id),
        'a merged beat is part of the segment before it',
      )
      return ''
    },
  },
  'make cliffhanger': {
    weight: 1,
    writes: role,
    keepsText: true,
    run: (writer, dice) => {
      const beat = dice.pick(beats(writer))
      if (!beat || !writer.binding.run((document) => makeCliffhanger(document, beat.id)))
        return false
      const kind = writer.document.reading.segment(beat.id)?.kind
      expectThat(kind === 'cliffhanger', 'the beat is part of the cliffhanger')
      return ''
    },
  },
  'bin beat': {
    weight: 3,
    writes: ['segment.binned'],
    run: (writer, dice) => {
      const beat = dice.pick(beats(writer))
      if (!beat) return false
      const text = writer.document.reading.segment(beat.id)
      if (!writer.binding.run((document) => binBeat(document, beat.id))) return false
      const says = [...(text?.outlines ?? []), ...(text?.lines ?? [])].some((t) => t.text !== '')
      const entry = writer.document.reading.series.bin.find(({ id }) => id === beat.id)
      expectThat(
        !beats(writer).some(({ id }) => id === beat.id) &&
          says === (entry !== undefined) &&
          (entry?.what !== 'segment' || entry.lines === text?.lines),
        'a binned beat is offered in the bin, whole',
      )
      return ''
    },
  },
  restore: {
    weight: 3,
    writes: ['segment.binned', 'episode.binned', ...role],
    run: (writer, dice) => {
      const entry = dice.pick(writer.document.reading.series.bin)
      const fallback = episodes(writer)[0]
      if (!entry || entry.what === 'text' || fallback === undefined) return false
      const restored = writer.binding.run((document) =>
        entry.what === 'episode'
          ? restoreEpisode(document, entry.id)
          : restoreSegment(document, entry.id, fallback),
      )
      expectThat(restored, 'what is in the bin can be put back')
      expectThat(
        !writer.document.reading.series.bin.some(({ id }) => id === entry.id),
        'what was put back is in the season',
      )
      return ''
    },
  },
  'new episode': {
    weight: 1,
    writes: ['episode+', ...newSegment, 'episode.order', 'episode.binned'],
    keepsText: true,
    run: (writer, dice) => {
      const index = dice.below(episodes(writer).length + 1)
      const id = writer.binding.run((document) => createEpisode(document, index))
      expectThat(episodes(writer)[index] === id, 'a new episode stands where it was put')
      return ''
    },
  },
  'move episode': {
    weight: 2,
    writes: ['episode.order'],
    run: (writer, dice) => {
      const id = dice.pick(episodes(writer))
      if (id === undefined) return false
      const others = episodes(writer).filter((other) => other !== id)
      const index = dice.below(others.length + 1)
      if (!writer.binding.run((document) => moveEpisode(document, id, index))) return false
      others.splice(index, 0, id)
      expectThat(
        episodes(writer).join() === others.join(),
        'a moved episode stands where it was put',
      )
      return ''
    },
  },
  'bin episode': {
    weight: 1,
    writes: ['episode.binned'],
    run: (writer, dice) => {
      const id = dice.pick(episodes(writer))
      if (id === undefined) return false
      const text = textOfSeason(writer.document.reading.series, id)
      if (!writer.binding.run((document) => binEpisode(document, id))) return false
      const { bin } = writer.document.reading.series
      expectThat(
        !episodes(writer).includes(id) && (text === '' || bin.some((entry) => entry.id === id)),
        'a binned episode is offered in the bin',
      )
      return ''
    },
  },
  'end episode': {
    weight: 3,
    writes: ['episode+', 'body+', ...cut, ...role, 'episode.order', 'episode.binned'],
    keepsText: true,
    run: (writer, dice, ledger) => {
      const point = pickPoint(writer, dice)
      if (!point) return false
      ledger.cuts(point.line)
      const before = episodes(writer)
      const id = writer.binding.run((document) => endEpisode(document, point))
      if (id === undefined) return false
      const now = episodes(writer)
      expectThat(
        now.length === before.length + 1 &&
          now.filter((other) => other !== id).join() === before.join(),
        'an episode that is ended is two, one behind the other',
      )
      return ''
    },
  },
  'join episode': {
    weight: 3,
    writes: [...role, 'segment.binned', 'episode.binned'],
    keepsText: true,
    run: (writer, dice) => {
      const id = dice.pick(episodes(writer))
      const before = episodes(writer)
      if (id === undefined || !writer.binding.run((document) => joinEpisode(document, id)))
        return false
      expectThat(
        episodes(writer).join() === before.filter((other) => other !== id).join(),
        'two episodes that are joined are one',
      )
      return ''
    },
  },
  undo: {
    weight: 9,
    writes: ['*'],
    run: (writer) => {
      if (!writer.binding.undo()) return false
      expectThat(writer.history.canRedo(), 'what is undone can be done again')
      return 'own'
    },
  },
  redo: {
    weight: 5,
    writes: ['*'],
    run: (writer) => {
      if (!writer.binding.redo()) return false
      expectThat(writer.history.canUndo(), 'what is done again can be undone')
      return 'own'
    },
  },
}
