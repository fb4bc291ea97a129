import { useState } from 'react'
import { type Role, roles } from '../../shared/domain/access.ts'
import { Field } from '../account/field.tsx'
import { Form } from '../account/form.tsx'
import { useWords } from '../parts/words.ts'
import { useSession } from '../series/opened.ts'
import { type Made, makeInvite, type Wanted } from './api.ts'
import { Days } from './days.tsx'
import styles from './inviteform.module.css'
import { LinkMade } from './linkmade.tsx'
import { Select } from './select.tsx'
import { useRefreshPeople, useSignOffs } from './usepeople.ts'

type Kind = Wanted['kind']

/// Makes a link into the series: for somebody of the room, or for a guest.
export function InviteForm() {
  const words = useWords()
  const { id } = useSession()
  const names = useSignOffs()
  const refresh = useRefreshPeople()
  const [kind, setKind] = useState<Kind>('member')
  const [signOff, setSignOff] = useState('')
  const [made, setMade] = useState<Made>()
  const signs = kind === 'guest' && signOff !== ''
  const offered = roles.filter(
    (role) => kind === 'member' || role === 'producer' || role === 'viewer',
  )
  return (
    <>
      <Form
        small
        submit={words('invite.make')}
        send={async (field) => {
          const [email, person] = [field('email').trim(), field('person').trim()]
          const wanted: Wanted = {
            kind,
            role: field('role') as Role,
            signOffs: signOff === '' ? [] : [signOff],
            expiresDays: Number(field('days')),
            ...(kind === 'member' && email !== '' && { email }),
            ...(signs && { person }),
          }
          setMade(await makeInvite(id, wanted))
          await refresh()
        }}
      >
        <fieldset className={styles.kinds}>
          <legend className="visually-hidden">{words('invite.kind')}</legend>
          {(['member', 'guest'] as const).map((each) => (
            <label key={each} className={styles.kind}>
              <input
                type="radio"
                name="kind"
                checked={kind === each}
                onChange={() => setKind(each)}
              />
              <span>
                <strong>{words(`invite.kind.${each}`)}</strong>
                {words(`invite.kind.${each}.hint`)}
              </span>
            </label>
          ))}
        </fieldset>
        <div className={styles.pair}>
          <Select
            key={kind}
            name="role"
            label={words('invite.role')}
            first={kind === 'member' ? 'writer' : 'producer'}
            options={offered.map((role) => ({
              value: role,
              label: `${words(`role.${role}`)}: ${words(`role.${role}.may`)}`,
            }))}
          />
          <Days name="days" label={words('invite.days')} />
        </div>
        <Select
          name="signOff"
          label={words('invite.signoff')}
          hint={kind === 'guest' ? words('invite.signoff.hint') : undefined}
          value={signOff}
          onChange={setSignOff}
          options={[
            { value: '', label: words('invite.signoff.none') },
            ...names.map((name) => ({ value: name, label: name })),
          ]}
        />
        {kind === 'member' && (
          <Field
            name="email"
            type="email"
            label={words('invite.email')}
            hint={words('invite.email.hint')}
            autoComplete="off"
            inputMode="email"
            maxLength={254}
          />
        )}
        {signs && (
          <Field
            name="person"
            label={words('invite.person')}
            required
            autoComplete="off"
            maxLength={80}
          />
        )}
      </Form>
      {made && <LinkMade made={made} onClose={() => setMade(undefined)} />}
    </>
  )
}
