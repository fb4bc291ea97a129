import { describe, expect, it } from 'vitest'
import { setLanguage, setSettings } from '../../../src/shared/document/series.ts'
import { defaultSettings } from '../../../src/shared/domain/settings.ts'
import { meet, type Person, twoPeople } from './room.ts'

const settings = ({ document }: Person) => document.reading.series.settings

describe('the settings of a series (D34)', () => {
  it('are as usual until somebody sets one', () => {
    const [a] = twoPeople()
    expect(settings(a)).toEqual(defaultSettings)
    setSettings(a.document, { pace: 'slow' })
    expect(settings(a)).toEqual({ ...defaultSettings, pace: 'slow' })
    setSettings(a.document, { pace: undefined })
    expect(settings(a)).toEqual(defaultSettings)
  })

  it('are both changed when two people change two at once', () => {
    const [a, b] = twoPeople()
    setSettings(a.document, { money: 'free' })
    setSettings(b.document, { dress: 'zh-Hans' })
    meet(a, b)
    expect(settings(a)).toEqual({ ...defaultSettings, money: 'free', dress: 'zh-Hans' })
    expect(settings(b)).toEqual(settings(a))
  })

  it('are the same for everybody when two people change one', () => {
    const [a, b] = twoPeople()
    setSettings(a.document, { pace: 'slow' })
    setSettings(b.document, { pace: 'fast' })
    meet(a, b)
    expect(settings(b)).toEqual(settings(a))
    expect(['slow', 'fast']).toContain(settings(a).pace)
  })

  it('are undone by whoever set them, each as a step', () => {
    const [a] = twoPeople()
    setSettings(a.document, { capitals: false, continued: false })
    a.history.pause()
    setLanguage(a.document, 'zh-Hans')
    expect(a.document.reading.series.language).toBe('zh-Hans')
    a.history.undo()
    expect(a.document.reading.series.language).toBe('en')
    a.history.undo()
    expect(settings(a)).toEqual(defaultSettings)
  })

  it('leave every episode the object it was', () => {
    const [a] = twoPeople()
    const before = a.episodes
    setSettings(a.document, { sceneNumbers: true })
    expect(a.episodes).toBe(before)
  })
})
