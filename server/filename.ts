/// A title as a file name that every system takes.
export function fileName(title: string): string {
  const name = title
    .replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  // By characters: half an emoji is none.
  return [...name].slice(0, 100).join('').trim() || 'Untitled'
}
