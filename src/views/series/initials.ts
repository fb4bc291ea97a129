/// One or two letters that stand for a name: "Quiet Heron" is QH, 白鹭 is 白鹭, 林晓月 is 晓月.
export function initials(name: string): string {
  const han = name.match(/\p{Script=Han}/gu)
  if (han) return han.slice(-2).join('')
  const words = name.split(/\s+/).filter((word) => word !== '')
  return words
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? '')
    .join('')
}
