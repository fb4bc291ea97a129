import { useEffect } from 'react'
import { useWords } from './words.ts'

/// Names the page in the window's title.
export function usePageTitle(name: string): void {
  const app = useWords()('app.name')
  useEffect(() => {
    document.title = name === '' ? app : `${name} · ${app}`
  }, [name, app])
}
