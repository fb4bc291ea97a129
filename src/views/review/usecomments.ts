import { useEffect } from 'react'
import { episodeOf, type Spot, subjectOf } from '../threads/placed.ts'
import { useTalk } from '../threads/talk.ts'

/// Comments in the review: about the segment in which something is selected, else about the episode
/// that is shown. A thread that is asked for is shown at what it is about.
export function useComments(episode: string, show: (episode: string) => void): void {
  const talk = useTalk()
  useEffect(() => {
    const stops = [
      talk.onComment(() => {
        const segment = selectedSegment()
        const spot: Spot =
          segment === undefined ? { on: 'episode', id: episode } : { on: 'segment', id: segment }
        const subject = subjectOf(spot, episode)
        talk.open.set({ threads: spot, subject, anchor: () => anchorOf(spot), takesFocus: true })
      }),
      talk.onShow((placed) => {
        const where = episodeOf(placed)
        if (where === undefined || placed.where.kind !== 'here') return
        if (where !== episode) show(where)
        const { segment } = placed.where
        const spot: Spot =
          segment === undefined ? { on: 'episode', id: where } : { on: 'segment', id: segment }
        talk.open.set({
          threads: [placed.thread.id],
          subject: undefined,
          anchor: () => anchorOf(spot),
          takesFocus: true,
        })
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [talk, episode, show])
}

/// The segment of the sheet in which something is selected.
function selectedSegment(): string | undefined {
  const selection = getSelection()
  if (!selection || selection.isCollapsed) return undefined
  const element = selection.anchorNode?.parentElement
  return element?.closest<HTMLElement>('[data-part]')?.dataset.part
}

function anchorOf({ on, id }: Spot): Element | undefined {
  const place = on === 'segment' ? `[data-part="${CSS.escape(id)}"]` : 'article header'
  return document.querySelector(`main ${place}`) ?? undefined
}
