import { startShell } from '../shell/shell.ts'
import { preload } from './routes.ts'

preload(location.pathname)
void import('./mount.tsx')
startShell()
