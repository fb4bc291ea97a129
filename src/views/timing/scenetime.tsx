import { episodeTime, type Timed } from '../../shared/derive/runtime.ts'
import type { Scene } from '../../shared/derive/scenes.ts'
import { scenesOf } from '../../shared/derive/scenes.ts'
import { setSceneSeconds } from '../../shared/document/lineseconds.ts'
import type { Episode } from '../../shared/domain/episode.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { Seconds } from '../script/seconds.tsx'
import { useSession } from '../series/opened.ts'
import { open } from './asked.ts'
import { Disclosure } from './disclosure.tsx'
import { useSceneHere, useTimed } from './here.ts'
import type { TimeProps } from './linetime.tsx'
import { exact } from './saytime.ts'
import styles from './sections.module.css'

/// How long the scene at the cursor runs, through all its segments, and what is planned for it.
export function SceneTime({ episode, onDone }: TimeProps) {
  const words = useWords()
  const scene = useSceneHere(episode)
  const timed = useTimed()
  const isAsked = useStore(open).has('scene')
  if (!scene) {
    if (!isAsked) return null
    return (
      <Disclosure section="scene" name={words('timing.scene.here')} figure="">
        <p className={styles.note}>{words('timing.scene.none')}</p>
      </Disclosure>
    )
  }
  const seconds = sceneSeconds(episode, timed, scene)
  return (
    <Disclosure
      section="scene"
      name={words('timing.scene', { number: scene.number })}
      figure={words('timing.seconds', { seconds: Math.round(seconds) })}
    >
      <Planned episode={episode} scene={scene} seconds={seconds} onDone={onDone} />
    </Disclosure>
  )
}

function Planned(props: TimeProps & { readonly scene: Scene; readonly seconds: number }) {
  const { episode, scene, seconds, onDone } = props
  const words = useWords()
  const { document, mayEdit: permission } = useSession()
  const mayEdit = useStore(permission)
  const timed = useTimed()
  const { heading } = scene
  const plan = heading.sceneSeconds
  const model = plan === undefined ? seconds : modelled(episode, timed, scene)
  return (
    <>
      <p className={styles.quote} lang={timed.language}>
        {heading.text}
      </p>
      {plan !== undefined && (
        <p className={styles.note}>{words('timing.scene.model', { seconds: Math.round(model) })}</p>
      )}
      {plan !== undefined && Math.abs(plan - seconds) >= 0.05 && (
        <p className={styles.note}>{words('timing.scene.yields', { seconds: exact(seconds) })}</p>
      )}
      {mayEdit && (
        <Seconds
          key={heading.id}
          label={words('panel.planned')}
          value={plan}
          otherwise={Math.round(model)}
          onDone={onDone}
          onChange={(next) => setSceneSeconds(document, heading.id, next)}
        />
      )}
    </>
  )
}

/// Seconds that a scene has on the clock.
function sceneSeconds(episode: Episode, timed: Timed, { runs }: Scene): number {
  const { times } = episodeTime(episode, timed)
  return runs.reduce((sum, { segment, from, to }) => {
    const time = times[segment]
    const end = time?.starts[to] ?? time?.seconds ?? 0
    return sum + end - (time?.starts[from] ?? 0)
  }, 0)
}

/// The same as it would be without its plan.
function modelled(episode: Episode, timed: Timed, scene: Scene): number {
  const { sceneSeconds: _, ...heading } = scene.heading
  const segments = episode.segments.map((segment) =>
    segment.lines.includes(scene.heading)
      ? {
          ...segment,
          lines: segment.lines.map((line) => (line === scene.heading ? heading : line)),
        }
      : segment,
  )
  const without = { ...episode, segments }
  const same = scenesOf(without)[scene.number - 1]
  return same ? sceneSeconds(without, timed, same) : 0
}
