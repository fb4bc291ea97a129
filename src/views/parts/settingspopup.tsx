import { Command as CommandSign, Download, Keyboard, SlidersHorizontal } from 'lucide-react'
import { languages } from '../../shared/domain/language.ts'
import { allCommands, runCommand } from './commands.ts'
import { Kbd } from './kbd.tsx'
import { Menu, MenuChoice, MenuItem, MenuLine } from './menu.tsx'
import type { OpenedByTrigger } from './ondemand.tsx'
import { language, theme, themes } from './settings.ts'
import { useStore } from './usestore.ts'
import { useWords } from './words.ts'

/// Appearance, language, and the way to all commands and keys.
export default function SettingsPopup({ trigger }: OpenedByTrigger) {
  const words = useWords()
  const exporting = allCommands().find(({ id }) => id === 'export')
  return (
    <Menu defaultOpen trigger={trigger}>
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
      <MenuLine />
      {/* Where there is no room for its button, on a phone, files are asked for here. */}
      {exporting && (
        <MenuItem
          icon={<Download size={14} />}
          hint={<Kbd keys="x" />}
          onPress={() => runCommand('export')}
        >
          {exporting.name}
        </MenuItem>
      )}
      <MenuItem
        icon={<SlidersHorizontal size={14} />}
        hint={<Kbd keys="Mod-," />}
        onPress={() => runCommand('settings')}
      >
        {words('settings.all')}
      </MenuItem>
      <MenuItem
        icon={<CommandSign size={14} />}
        hint={<Kbd keys="Mod-k" />}
        onPress={() => runCommand('palette')}
      >
        {words('palette')}
      </MenuItem>
      <MenuItem
        icon={<Keyboard size={14} />}
        hint={<Kbd keys="?" />}
        onPress={() => runCommand('keys')}
      >
        {words('keys')}
      </MenuItem>
    </Menu>
  )
}
