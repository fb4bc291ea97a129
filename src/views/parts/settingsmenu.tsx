import { Settings2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { languages } from '../../shared/domain/series.ts'
import { IconButton } from './button.tsx'
import { Menu, MenuChoice, MenuLine } from './menu.tsx'
import { language, theme, themes } from './settings.ts'
import { useStore } from './usestore.ts'
import { useWords } from './words.ts'

/// Appearance and language; `children` are further entries of the view it stands in.
export function SettingsMenu({ children }: { readonly children?: ReactNode }) {
  const words = useWords()
  return (
    <Menu
      trigger={
        <IconButton label={words('settings')}>
          <Settings2 size={17} aria-hidden />
        </IconButton>
      }
    >
      <MenuChoice
        label={words('theme')}
        value={useStore(theme)}
        options={themes.map((value) => ({ value, label: words(`theme.${value}`) }))}
        onChange={theme.set}
      />
      <MenuLine />
      <MenuChoice
        label={words('language')}
        value={useStore(language)}
        options={languages.map((value) => ({ value, label: words(`language.${value}`) }))}
        onChange={language.set}
      />
      {children}
    </Menu>
  )
}
