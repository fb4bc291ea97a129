import { Settings2 } from 'lucide-react'
import { IconButton } from './button.tsx'
import { onDemand } from './ondemand.tsx'
import { useWords } from './words.ts'

const SettingsPopup = onDemand(() => import('./settingspopup.tsx'))

export function SettingsMenu() {
  const words = useWords()
  return (
    <SettingsPopup
      trigger={
        <IconButton label={words('settings')}>
          <Settings2 size={17} aria-hidden />
        </IconButton>
      }
    />
  )
}
