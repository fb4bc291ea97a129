import { startShell } from '../shell/shell.ts'
import { preload } from './routes.ts'

void import('./mount.tsx')
preload(location.pathname)
startShell()
