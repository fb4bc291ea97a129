import { LogOut, UserRound, UsersRound } from 'lucide-react'
import { useLocation } from 'wouter'
import { sayFault } from '../parts/ask.ts'
import { Menu, MenuHead, MenuItem, MenuLine } from '../parts/menu.tsx'
import type { OpenedByTrigger } from '../parts/ondemand.tsx'
import { toasts } from '../parts/toasts.ts'
import { useWords } from '../parts/words.ts'
import { leave } from './leave.tsx'
import { useWho } from './usewho.ts'

interface AccountPopupProps extends OpenedByTrigger {
  /// A second line under the name: what one is here.
  readonly standing?: string | undefined
  /// A series whose people may be looked at.
  readonly peopleOf?: string | undefined
}

/// Who one is, and the ways to one's account and out.
export default function AccountPopup({ trigger, standing, peopleOf }: AccountPopupProps) {
  const words = useWords()
  const { user, guests } = useWho()
  const [, go] = useLocation()
  const name = user?.name ?? guests[0]?.name ?? ''
  const out = () => {
    if (!user) return
    leave(words, user.id).catch((fault: unknown) => {
      toasts.add({ title: sayFault(words, fault), priority: 'high' })
    })
  }
  return (
    <Menu defaultOpen trigger={trigger}>
      <MenuHead title={name} text={standing ?? user?.email ?? words('role.guest')} />
      <MenuLine />
      {peopleOf !== undefined && (
        <MenuItem icon={<UsersRound size={14} />} onPress={() => go(`/series/${peopleOf}/people`)}>
          {words('people.go')}
        </MenuItem>
      )}
      {user ? (
        <>
          <MenuItem icon={<UserRound size={14} />} onPress={() => go('/account')}>
            {words('account.title')}
          </MenuItem>
          <MenuItem icon={<LogOut size={14} />} onPress={out}>
            {words('account.signout')}
          </MenuItem>
        </>
      ) : (
        <MenuItem icon={<UserRound size={14} />} onPress={() => go('/account')}>
          {words('account.signin')}
        </MenuItem>
      )}
    </Menu>
  )
}
