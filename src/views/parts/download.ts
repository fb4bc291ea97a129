/// Gives a file to the browser to put where it puts downloads.
export function download({
  name,
  bytes,
}: {
  readonly name: string
  readonly bytes: Uint8Array
}): void {
  const address = URL.createObjectURL(new File([bytes as Uint8Array<ArrayBuffer>], name))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  // One that is not on the page is taken for a link like others now and then, and its name lost.
  document.body.append(link)
  link.click()
  link.remove()
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
