/// Two parts are what there should be; a hundred thousand of them would keep everybody waiting.
const mostParts = 20

/// A form, or undefined where it cannot be read as one.
export async function formOf(
  bytes: Uint8Array<ArrayBuffer>,
  type: string,
): Promise<FormData | undefined> {
  const boundary = /;\s*boundary="?([^";]+)"?/i.exec(type)?.[1]
  if (boundary === undefined) return undefined
  const body = Buffer.from(bytes.buffer)
  let at = -1
  for (let parts = 0; parts <= mostParts; parts++) {
    at = body.indexOf(`--${boundary}`, at + 1)
    if (at < 0) break
  }
  if (at >= 0) return undefined
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData()
  } catch {
    return undefined
  }
}
