import './fonts.css'
import './tokens.css'
import './base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { askWho } from './account/who.ts'
import { App } from './app.tsx'
import { applyTheme } from './parts/settings.ts'
import { openDictionary } from './parts/words.ts'

void askWho()
applyTheme()
const dictionary = await openDictionary()
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <I18nextProvider i18n={dictionary}>
      <App />
    </I18nextProvider>
  </StrictMode>,
)

// A hundred faces make a large style sheet: it comes when the page stands. Without it the system's
// own face serves.
const loadFaces = () => setTimeout(() => import('./noto.css').catch(() => {}))
if (document.readyState === 'complete') loadFaces()
else addEventListener('load', loadFaces)

// Copies that nobody has used for long go when the page has come to rest.
setTimeout(async () => {
  const { expireCopies } = await import('../session/copies.ts')
  await expireCopies(Date.now())
}, 10_000)
