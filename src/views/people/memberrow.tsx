import { useMutation } from '@tanstack/react-query'
import { LogOut, UserMinus } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { type Role, roles } from '../../shared/domain/access.ts'
import { useWho } from '../account/usewho.ts'
import { sayFault } from '../parts/ask.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import field from '../parts/field.module.css'
import { toasts } from '../parts/toasts.ts'
import { useWords } from '../parts/words.ts'
import { Face } from '../series/face.tsx'
import { useSession, useShownSeries } from '../series/opened.ts'
import { changeMember, type Member, removeMember } from './api.ts'
import styles from './memberrow.module.css'
import { SignOffs } from './signoffs.tsx'
import { useRefreshPeople, useSignOffs } from './usepeople.ts'

interface RowProps {
  readonly member: Member
  readonly mayChange: boolean
}

/// Somebody who belongs to the series, and what they may do.
export function MemberRow({ member, mayChange }: RowProps) {
  const words = useWords()
  const { id } = useSession()
  const me = useWho().user?.id
  const asked = useSignOffs()
  const refresh = useRefreshPeople()
  const [asking, setAsking] = useState(false)
  const { userId, name, email, role, signOffs } = member
  const isMe = userId === me
  const change = useMutation({
    mutationFn: (next: Partial<Pick<Member, 'role' | 'signOffs'>>) =>
      changeMember(id, userId, next),
    onError: (fault) => toasts.add({ title: sayFault(words, fault), priority: 'high' }),
    onSettled: refresh,
  })
  // What has been chosen shows at once; what the server has follows.
  const shown = { role, signOffs, ...(change.isPending ? change.variables : {}) }
  const offered = [...new Set([...asked, ...signOffs])]
  return (
    <li className={styles.row}>
      <Face id={userId} name={name} className={styles.face} />
      <div className={styles.who}>
        <p className={styles.name}>
          {name}
          {isMe && <span className={styles.you}>{words('people.you')}</span>}
        </p>
        <p className={styles.email}>{email}</p>
      </div>
      {mayChange ? (
        <select
          className={`${field.input} ${styles.role}`}
          aria-label={words('people.role', { name })}
          title={words(`role.${shown.role}.may`)}
          value={shown.role}
          onChange={({ target }) => change.mutate({ role: target.value as Role })}
        >
          {roles.map((each) => (
            <option key={each} value={each}>
              {words(`role.${each}`)}
            </option>
          ))}
        </select>
      ) : (
        <span className={styles.is} title={words(`role.${role}.may`)}>
          {words(`role.${role}`)}
        </span>
      )}
      <SignOffs
        legend={words('people.signoffs.of', { name })}
        label={words('people.signoffs')}
        offered={mayChange ? offered : signOffs}
        chosen={shown.signOffs}
        {...(mayChange && { onChange: (next) => change.mutate({ signOffs: next }) })}
      />
      {(mayChange || isMe) && (
        <IconButton
          label={isMe ? words('people.leave') : words('people.out', { name })}
          className={styles.out}
          onClick={() => setAsking(true)}
        >
          {isMe ? <LogOut size={16} aria-hidden /> : <UserMinus size={16} aria-hidden />}
        </IconButton>
      )}
      {asking && <Parting member={member} isMe={isMe} onClose={() => setAsking(false)} />}
    </li>
  )
}

type StewardProps = Pick<Member, 'name' | 'email'> & { readonly id: string }

/// Who runs the server is an owner of every series without belonging to it.
export function Steward({ id, name, email }: StewardProps) {
  const words = useWords()
  return (
    <li className={styles.row}>
      <Face id={id} name={name} className={styles.face} />
      <div className={styles.who}>
        <p className={styles.name}>
          {name}
          <span className={styles.you}>{words('people.you')}</span>
        </p>
        <p className={styles.email}>{email}</p>
      </div>
      <span className={styles.is}>{words('people.steward')}</span>
    </li>
  )
}

interface PartingProps {
  readonly member: Member
  readonly isMe: boolean
  readonly onClose: () => void
}

/// Asks before somebody goes.
function Parting({ member, isMe, onClose }: PartingProps) {
  const words = useWords()
  const { id } = useSession()
  const title = useShownSeries((series) => series.title)
  const refresh = useRefreshPeople()
  const [, go] = useLocation()
  const { userId, name } = member
  const remove = useMutation({
    mutationFn: () => removeMember(id, userId),
    onSuccess: () => {
      if (isMe) return go('/')
      toasts.add({ title: words('people.out.done', { name }) })
      void refresh()
    },
    onError: (fault) => toasts.add({ title: sayFault(words, fault), priority: 'high' }),
    onSettled: onClose,
  })
  return (
    <Dialog
      onClose={onClose}
      title={isMe ? words('people.leave.title', { title }) : words('people.out.title', { name })}
    >
      <p className={styles.text}>
        {isMe ? words('people.leave.text') : words('people.out.text', { name })}
      </p>
      <div className={field.actions}>
        <Button onClick={onClose}>{words('action.cancel')}</Button>
        <Button kind="primary" disabled={remove.isPending} onClick={() => remove.mutate()}>
          {words(isMe ? 'people.leave.submit' : 'people.out.submit')}
        </Button>
      </div>
    </Dialog>
  )
}
