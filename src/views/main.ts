import { startShell } from '../shell/shell.ts'
import { keepStyleSheets } from '../shell/stylesheets.ts'
import { preload } from './routes.ts'

keepStyleSheets()
void import('./mount.tsx')
preload(location.pathname)
startShell()
