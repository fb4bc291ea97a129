import { setLanguage, setSeriesTarget, setSettings } from '../../shared/document/series.ts'
import type { SeriesDocument } from '../../shared/document/seriesdocument.ts'
import { rolesThatMay } from '../../shared/domain/access.ts'
import { languages } from '../../shared/domain/language.ts'
import { defaultTargetSeconds } from '../../shared/domain/series.ts'
import { moneys, paces, type SeriesSettings } from '../../shared/domain/settings.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { Seconds } from '../script/seconds.tsx'
import { useSeries, useSession } from '../series/opened.ts'
import { Choice, Group, Switch } from './row.tsx'
import styles from './settings.module.css'
import { Unlocks } from './unlocks.tsx'

/// What the room has agreed on for the open series. It is in the document: it changes for everybody
/// at once, and whoever may not change the document sees it.
export function ThisSeries() {
  const words = useWords()
  const session = useSession()
  const mayEdit = useStore(session.mayEdit)
  const settings = useSeries((series) => series.settings)
  const title = useSeries((series) => series.title)
  const language = useSeries((series) => series.language)
  const targetSeconds = useSeries((series) => series.targetSeconds)

  /// Each change is a step of its own to undo.
  function change(make: (document: SeriesDocument) => void) {
    session.history.pause()
    make(session.document)
    session.history.pause()
  }
  const set = (next: Partial<SeriesSettings>) => change((document) => setSettings(document, next))
  const switches = ['continued', 'sceneNumbers', 'capitals'] as const

  return (
    <fieldset className={styles.settings} disabled={!mayEdit}>
      <p className={styles.note}>
        {mayEdit
          ? words('settings.series.note', { title })
          : words('settings.series.read', {
              roles: rolesThatMay('series.edit')
                .map((role) => words(`role.${role}`))
                .join(', '),
            })}
      </p>
      <Group name={words('place.script')}>
        <Choice
          label={words('settings.language')}
          value={language}
          options={languages.map((value) => ({ value, label: words(`language.${value}`) }))}
          onChange={(next) => change((document) => setLanguage(document, next))}
        />
        <Choice
          label={words('settings.dress')}
          hint={words('settings.dress.hint')}
          value={settings.dress ?? 'like'}
          options={(['like', ...languages] as const).map((value) => ({
            value,
            label: words(`settings.dress.${value}`),
          }))}
          onChange={(next) =>
            change((document) =>
              setSettings(document, { dress: next === 'like' ? undefined : next }),
            )
          }
        />
        {switches.map((name) => (
          <Switch
            key={name}
            label={words(`settings.${name}`)}
            hint={words(`settings.${name}.hint`)}
            on={settings[name]}
            onChange={(on) => set({ [name]: on })}
          />
        ))}
        <Choice
          label={words('settings.afterDialogue')}
          value={settings.afterDialogue}
          options={(['action', 'character'] as const).map((value) => ({
            value,
            label: words(`element.${value}`),
          }))}
          onChange={(afterDialogue) => set({ afterDialogue })}
        />
      </Group>
      <Group name={words('settings.time')}>
        <div className={styles.seconds}>
          <Seconds
            label={words('settings.target')}
            value={targetSeconds}
            otherwise={defaultTargetSeconds}
            onChange={(seconds) =>
              change((document) => setSeriesTarget(document, seconds ?? defaultTargetSeconds))
            }
          />
        </div>
        <Choice
          label={words('settings.pace')}
          hint={words('settings.pace.hint')}
          value={settings.pace}
          options={paces.map((value) => ({ value, label: words(`settings.pace.${value}`) }))}
          onChange={(pace) => set({ pace })}
        />
      </Group>
      <Group name={words('settings.money')}>
        <Choice
          label={words('settings.money.model')}
          value={settings.money}
          options={moneys.map((value) => ({ value, label: words(`settings.money.${value}`) }))}
          onChange={(money) => set({ money })}
        />
        {settings.money === 'paid' && <Unlocks change={change} />}
      </Group>
    </fieldset>
  )
}
