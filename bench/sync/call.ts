/// HTTP by whoever waits for more than one server: a connection that lay idle may be closed just when
/// it is used again, which a browser tries again by itself and `fetch` does not.

const tries = 3

export async function call(url: string, request: RequestInit = {}): Promise<Response> {
  for (let left = tries - 1; ; left--) {
    try {
      return await fetch(url, request)
    } catch (error) {
      if (left === 0) throw error
    }
  }
}
