import './fonts.css'
import './tokens.css'
import './base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { askWho } from './account/who.ts'
import { App } from './app.tsx'
import { applyLooks } from './parts/settings.ts'
import { openDictionary } from './parts/words.ts'
import { wordsAt } from './routes.ts'

void askWho()
applyLooks()
await openDictionary(...wordsAt(location.pathname))
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
)

// A hundred faces make a large style sheet: it comes when the page stands. Without it the system's
// own face serves.
const loadFaces = () => setTimeout(() => import('./noto.css').catch(() => {}))
if (document.readyState === 'complete') loadFaces()
else addEventListener('load', loadFaces)

const loadCopies = () => import('../session/copies.ts')

// Copies that nobody has used for long go when the page has come to rest.
setTimeout(() => {
  loadCopies()
    .then(({ expireCopies }) => expireCopies(Date.now()))
    // Without a connection it may not come. The next page does it.
    .catch(() => {})
}, 10_000)
