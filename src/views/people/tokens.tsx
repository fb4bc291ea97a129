import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import type { Role } from '../../shared/domain/access.ts'
import { Field } from '../account/field.tsx'
import { Form } from '../account/form.tsx'
import { sayFault } from '../parts/ask.ts'
import { Button } from '../parts/button.tsx'
import { Copyable } from '../parts/copyable.tsx'
import { language } from '../parts/settings.ts'
import { toasts } from '../parts/toasts.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { listTokens, makeToken, revokeToken, type Token } from './api.ts'
import { Days } from './days.tsx'
import links from './links.module.css'
import { Select } from './select.tsx'
import styles from './tokens.module.css'

/// What programs get in with: into one series, or, without one, as oneself into all.
export function Tokens({ series }: { readonly series?: string }) {
  const words = useWords()
  const client = useQueryClient()
  const shown = useStore(language)
  const [made, setMade] = useState<string>()
  const key = ['tokens', series ?? 'own']
  const refresh = () => client.invalidateQueries({ queryKey: key })
  const tokens = useQuery({ queryKey: key, queryFn: () => listTokens(series) })
  const revoke = useMutation({
    mutationFn: ({ id }: Token) => revokeToken(series, id),
    onSuccess: (_, { name }) => toasts.add({ title: words('token.revoked', { name }) }),
    onError: (fault) => toasts.add({ title: sayFault(words, fault), priority: 'high' }),
    onSettled: refresh,
  })
  const offered = series === undefined ? own : all
  return (
    <div className={styles.tokens}>
      {tokens.isError && <p role="alert">{sayFault(words, tokens.error)}</p>}
      {tokens.data && tokens.data.length > 0 && (
        <ul>
          {tokens.data.map((token) => (
            <li key={token.id} className={links.link}>
              <KeyRound size={17} aria-hidden />
              <div>
                <p className={links.what}>{token.name}</p>
                <p className={links.facts}>
                  <span>{words(`token.role.${programRole(token.role)}`)}</span>
                  <span>
                    {words('token.expires', {
                      when: new Intl.DateTimeFormat(shown, { dateStyle: 'medium' }).format(
                        new Date(token.expires),
                      ),
                    })}
                  </span>
                </p>
              </div>
              <Button
                aria-label={words('token.revoke.long', { name: token.name })}
                onClick={() => revoke.mutate(token)}
              >
                {words('token.revoke')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {made !== undefined && (
        <div className={styles.made} role="status">
          <Copyable label={words('token.once')} text={made} />
        </div>
      )}
      <Form
        small
        clears
        submit={words('token.make')}
        send={async (field) => {
          const wanted = {
            name: field('tokenName').trim(),
            role: field('tokenRole') as Role,
            expiresDays: Number(field('tokenDays')),
          }
          setMade(await makeToken(series, wanted))
          await refresh()
        }}
      >
        <div className={styles.fields}>
          <Field
            name="tokenName"
            label={words('token.name')}
            required
            autoComplete="off"
            maxLength={80}
          />
          <Select
            name="tokenRole"
            label={words('token.role')}
            first="viewer"
            options={offered.map((role) => ({ value: role, label: words(`token.role.${role}`) }))}
          />
          <Days name="tokenDays" label={words('token.days')} first={90} />
        </div>
      </Form>
    </div>
  )
}

type ProgramRole = Exclude<Role, 'owner'>

const all: readonly ProgramRole[] = ['viewer', 'producer', 'writer']
const own: readonly ProgramRole[] = ['viewer', 'writer']

/// No token is an owner's.
function programRole(role: Role): ProgramRole {
  return role === 'owner' ? 'writer' : role
}
