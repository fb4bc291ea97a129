import { useCallback, useSyncExternalStore } from 'react'
import { formatTime } from '../../shared/derive/clock.ts'
import { noTime, type Parts } from '../../shared/derive/parts.ts'
import { episodeTime, segmentTime, targetOf } from '../../shared/derive/runtime.ts'
import { setTarget } from '../../shared/document/episodes.ts'
import { setEmotion, setPlannedSeconds } from '../../shared/document/segments.ts'
import { setSeriesTarget } from '../../shared/document/series.ts'
import type { Episode } from '../../shared/domain/episode.ts'
import type { Segment } from '../../shared/domain/segment.ts'
import { defaultTargetSeconds } from '../../shared/domain/series.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { useSeries, useSession, useShownSeries } from '../series/opened.ts'
import { Emotion } from './emotion.tsx'
import { Seconds } from './seconds.tsx'
import styles from './segmentpanel.module.css'
import { segmentMore } from './segmentpanelmore.ts'
import side from './sidepanel.module.css'

/// The segment at the cursor: where it lies in its episode, how long it runs and why, how it feels.
export function SegmentPanel() {
  const words = useWords()
  const { document, mayEdit: permission } = useSession()
  const mayEdit = useStore(permission)
  const episode = useEpisodeHere()
  const segment = useSegmentHere(episode)
  const emotion = useEmotion(episode?.id, segment?.id)
  const language = useShownSeries((series) => series.language)
  const targetSeconds = useShownSeries((series) => series.targetSeconds)
  const settings = useShownSeries((series) => series.settings)
  const More = useStore(segmentMore)
  if (!episode || !segment) return <p className={side.none}>{words('panel.none')}</p>

  const { segments, times } = episodeTime(episode, { language, targetSeconds, settings })
  const index = segments.findIndex(({ id }) => id === segment.id)
  const lies = segments[index]
  const time = times[index] ?? segmentTime(segment, language, settings.pace)
  const { seconds: planned, ...unplanned } = segment
  const model = planned === undefined ? time : segmentTime(unplanned, language, settings.pace)
  const whole = (seconds: number) => words('time.seconds', { seconds: Math.round(seconds) })
  return (
    <div className={styles.segment}>
      <header className={styles[segment.kind]}>
        <h2 className={styles.name}>{segmentName(words, episode, segment)}</h2>
        {lies && (
          <p className={styles.range}>
            {words('panel.range', {
              from: formatTime(lies.start),
              to: formatTime(lies.start + lies.seconds),
            })}
          </p>
        )}
      </header>

      <section>
        <h3 className={styles.heading}>
          {words(planned === undefined ? 'panel.time' : 'panel.planned')}
          <b>{whole(time.seconds)}</b>
        </h3>
        {planned !== undefined && (
          <p className={styles.note}>
            {words('panel.planned.model', { seconds: Math.round(model.seconds) })}
          </p>
        )}
        {mayEdit && (
          <Seconds
            label={words('panel.planned')}
            value={planned}
            otherwise={Math.round(model.seconds)}
            onChange={(seconds) => setPlannedSeconds(document, segment.id, seconds)}
          />
        )}
        <dl className={styles.parts}>
          {partsOf(model.parts).map(([part, seconds]) => (
            <div key={part} style={{ '--share': seconds / model.seconds }}>
              <dt>{words(`part.${part}`)}</dt>
              <dd>{whole(seconds)}</dd>
            </div>
          ))}
        </dl>
      </section>

      {More && <More />}

      <section>
        <Emotion
          key={segment.id}
          value={emotion}
          disabled={!mayEdit}
          onChange={(next) => setEmotion(document, segment.id, next)}
        />
      </section>

      <section>
        <h3 className={styles.heading}>
          {words('panel.target')}
          <b>{formatTime(targetOf(episode, { targetSeconds }))}</b>
        </h3>
        {mayEdit && (
          <>
            <Seconds
              label={words('panel.target.episode')}
              value={episode.targetSeconds}
              otherwise={targetSeconds}
              onChange={(seconds) => setTarget(document, episode.id, seconds)}
            />
            <Seconds
              label={words('panel.target.all')}
              value={targetSeconds}
              otherwise={defaultTargetSeconds}
              onChange={(seconds) => setSeriesTarget(document, seconds ?? defaultTargetSeconds)}
            />
          </>
        )}
      </section>
    </div>
  )
}

/// "Hook", "Beat 2", "Cliffhanger".
function segmentName(words: Words, episode: Episode, { id, kind }: Segment): string {
  if (kind !== 'beat') return words(`segment.${kind}`)
  // The hook is the first segment, so a beat's number is its index.
  return words('segment.beat.number', {
    number: episode.segments.findIndex((segment) => segment.id === id),
  })
}

/// The parts that take any time, the longest first.
function partsOf(parts: Parts): readonly (readonly [keyof Parts, number])[] {
  return (Object.keys(noTime) as (keyof Parts)[])
    .map((part) => [part, parts[part]] as const)
    .filter(([, seconds]) => seconds >= 0.5)
    .sort(([, a], [, b]) => b - a)
}

function useEpisodeHere(): Episode | undefined {
  const { place } = useSession()
  const id = useSyncExternalStore(place.subscribe, () => place.get().episode)
  return useShownSeries(({ episodes }) => episodes.find((episode) => episode.id === id))
}

function useSegmentHere(episode: Episode | undefined): Segment | undefined {
  const { place } = useSession()
  const read = useCallback(() => place.get().segment, [place])
  const id = useSyncExternalStore(place.subscribe, read)
  return episode?.segments.find((segment) => segment.id === id)
}

/// At once: a button that is pressed must not wait for what is shown to catch up.
function useEmotion(episode: string | undefined, segment: string | undefined): number | undefined {
  return useSeries(
    ({ episodes }) =>
      episodes.find(({ id }) => id === episode)?.segments.find(({ id }) => id === segment)?.emotion,
  )
}
