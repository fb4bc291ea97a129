import type { ScriptChange } from '../../shared/domain/comparison.ts'
import type { Element } from '../../shared/domain/element.ts'
import { textOf } from '../../shared/domain/line.ts'
import type { OutlineEdit, OutlineRemark } from '../../shared/domain/outlineedit.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import type { ShownChange } from './changerow.tsx'

/// What came back, in the words of the interface.

export function shownScript(words: Words, change: ScriptChange): ShownChange {
  const { id, by, contested, number = 0 } = change
  const shown = { id, by: by.map(({ name }) => name).join(', '), contested }
  const element = (name: Element) => words(`element.${name}`)
  switch (change.what) {
    case 'field':
      return {
        ...shown,
        where: fieldName(words, change, number),
        was: change.was,
        next: change.next,
      }
    case 'removed':
      return {
        ...shown,
        where: words('back.removed', { number }),
        was: textOf(change.was.spans),
        next: '',
      }
    case 'added':
      return {
        ...shown,
        where: words('back.added', { number }),
        was: '',
        next: textOf(change.next.spans),
      }
    case 'line': {
      const { was, next } = change
      const where =
        was.element === next.element
          ? words('back.line', { number })
          : words('back.line.element', {
              number,
              was: element(was.element),
              next: element(next.element),
            })
      return { ...shown, where, was: textOf(was.spans), next: textOf(next.spans) }
    }
  }
}

function fieldName(words: Words, change: ScriptChange & { what: 'field' }, number: number): string {
  const { field } = change
  if (field.in === 'series') return words(`back.field.series.${field.key}`)
  return words(`back.field.${field.in}`, { number })
}

export function shownOutline(words: Words, edit: OutlineEdit): ShownChange {
  const { id, number, contested } = edit
  const shown = { id, by: '', contested }
  const say = (value: unknown) => (value === undefined ? '' : String(value))
  switch (edit.what) {
    case 'title':
    case 'summary':
      return {
        ...shown,
        where: words(`outlinesheet.${edit.what}`, { number }),
        was: edit.was,
        next: edit.next,
      }
    case 'target':
      return {
        ...shown,
        where: words('outlinesheet.target', { number }),
        was: say(edit.was),
        next: say(edit.next),
      }
    case 'beat':
      return {
        ...shown,
        where: words('outlinesheet.new.beat', { number }),
        was: '',
        next: edit.beat.outline,
      }
    case 'episode': {
      const { title, summary, hook, beats, cliffhanger } = edit
      const outlines = [hook, ...beats, cliffhanger].map(({ outline }) => outline)
      const next = [title, summary, ...outlines].filter((text) => text !== '').join('\n')
      return { ...shown, where: words('outlinesheet.new.episode', { number }), was: '', next }
    }
    default: {
      const segment = words(`outlinesheet.${edit.of.kind}`, { number, beat: edit.of.number })
      const where = `${segment} · ${words(`outlinesheet.${edit.what}`)}`
      if (edit.what === 'tags') {
        return { ...shown, where, was: edit.was.join(', '), next: edit.next.join(', ') }
      }
      return { ...shown, where, was: say(edit.was), next: say(edit.next) }
    }
  }
}

export function sayRemark(words: Words, { code, cell, values }: OutlineRemark): string {
  const said = words(`outlinesheet.remark.${code}`, values)
  return cell === undefined ? said : `${cell}: ${said}`
}
