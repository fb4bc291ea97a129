import { type CopyEntry, copiesOf, removeCopy, unsentIn } from '../../session/copies.ts'
import { forgetWho } from '../../session/whose.ts'
import type { Words } from '../../shared/i18n/catalogue.ts'
import { Button } from '../parts/button.tsx'
import { askFirst } from '../parts/question.ts'
import { signOut } from './api.ts'

/// Signs out and loads the page again, at the same address: nothing of one person stays for the
/// next.
export async function leave(words: Words, account: string): Promise<void> {
  if (await quit(words, account)) location.reload()
}

/// Signs out, and removes what this browser keeps of an account. Asks first where that would lose
/// something; gives back whether it was done.
export async function quit(words: Words, account: string): Promise<boolean> {
  const copies = await copiesOf(account)
  const unsaved = await unsavedAmong(copies)
  if (unsaved.length > 0 && !(await askFirst(question(words, unsaved)))) return false
  await signOut()
  forgetWho()
  await Promise.all(copies.map((copy) => removeCopy(copy).catch(() => {})))
  return true
}

interface Unsaved {
  readonly copy: CopyEntry
  readonly edits: number
}

async function unsavedAmong(copies: readonly CopyEntry[]): Promise<readonly Unsaved[]> {
  const all = await Promise.all(
    copies.map(async (copy) => {
      const { edits, asides } = await unsentIn(copy).catch(() => ({ edits: 0, asides: 0 }))
      return { copy, edits, isUnsaved: edits + asides > 0 }
    }),
  )
  return all.filter(({ isUnsaved }) => isUnsaved)
}

function question(words: Words, unsaved: readonly Unsaved[]) {
  return {
    title: words('signout.title'),
    text: (
      <>
        <p>{words('signout.why')}</p>
        <ul>
          {unsaved.map(({ copy, edits }) => (
            <li key={copy.series}>
              {edits > 0
                ? words('signout.row', { title: copy.title, count: edits })
                : words('signout.row.aside', { title: copy.title })}{' '}
              <Button onClick={() => void download(copy)}>{words('signout.download')}</Button>
            </li>
          ))}
        </ul>
      </>
    ),
    stay: words('signout.stay'),
    go: words('signout.leave'),
  }
}

async function download({ account, series }: CopyEntry): Promise<void> {
  const [{ rescueCopy }, { download: save }] = await Promise.all([
    import('../../session/rescue.ts'),
    import('../parts/download.ts'),
  ])
  for (const file of await rescueCopy(account, series)) save(file)
}
