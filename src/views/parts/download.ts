/// Gives a file to the browser to put where it puts downloads.
export function download({
  name,
  bytes,
}: {
  readonly name: string
  readonly bytes: Uint8Array
}): void {
  const address = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>]))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
