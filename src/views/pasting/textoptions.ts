import type { TextOptions } from '../../editor/texttools.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { selection } from '../counts/selection.ts'
import { spelling } from '../parts/settings.ts'
import { toasts } from '../parts/toasts.ts'

/// How what handles text speaks to the page.
export function textOptions(words: Words): TextOptions {
  return {
    refuse: (why) => toasts.add({ title: words(`paste.${why}`), priority: 'high' }),
    selected: selection.set,
    spelling,
  }
}
