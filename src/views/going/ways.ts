import type { Ways } from '../../editor/ways.ts'
import type { Session } from '../../session/session.ts'
import type { Store } from '../../session/store.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { focusMode, typewriterMode } from '../parts/settings.ts'
import { companyOf } from './companyof.ts'
import { foldedOf } from './folded.ts'

/// How this person looks at the script, and who else is in it.
export function waysOf(session: Session, words: Words): Ways {
  return {
    focus: isOn(focusMode),
    typewriter: isOn(typewriterMode),
    folded: foldedOf(session.id),
    foldedLabel: words('going.folded'),
    company: companyOf(session),
    sayCompany: (names) =>
      words('going.company', { names: names.join(words('going.company.and')) }),
  }
}

function isOn(setting: Store<'on' | 'off'>): Store<boolean> {
  return { get: () => setting.get() === 'on', subscribe: setting.subscribe }
}
