import { useEffect, useMemo } from 'react'
import { cuesOf } from '../../shared/derive/cues.ts'
import { useShownSeries } from '../series/opened.ts'
import { useTimed } from '../timing/here.ts'
import { Stage } from './stage.tsx'

/// The read-through of an episode, as the series stands while it is read. It closes when the episode
/// goes.
export default function ReadThrough(props: {
  readonly episode: string
  /// Where it begins; the episode's start if it is not given.
  readonly line: string | undefined
  readonly onClose: () => void
}) {
  const { line, onClose } = props
  const number = useShownSeries(
    ({ episodes }) => episodes.findIndex(({ id }) => id === props.episode) + 1,
  )
  const episode = useShownSeries(({ episodes }) => episodes[number - 1])
  const timed = useTimed()
  const { language, settings } = timed
  const cues = useMemo(() => episode && cuesOf(episode, timed), [episode, timed])
  const isGone = cues === undefined
  useEffect(() => {
    if (isGone) onClose()
  }, [isGone, onClose])
  if (!cues) return null
  return (
    <Stage
      cues={cues}
      number={number}
      language={language}
      dress={settings.dress ?? language}
      capitals={settings.capitals}
      line={line}
      onClose={onClose}
    />
  )
}
