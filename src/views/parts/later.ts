/// Loading of code that is needed only when somebody asks for it.

type Load<T> = () => Promise<T>

/// Milliseconds after which the page counts as having come to rest.
const rest = 2000

let resting: Promise<void> | undefined

/// What loads a part of the page on demand. It is loaded anyway when the page has come to rest:
/// somebody who is offline by then must not find a button that does nothing.
export function later<T>(load: Load<T>): Load<T> {
  resting ??= new Promise((resolve) => setTimeout(resolve, rest))
  // Whoever asks for it tries again, and says what is wrong.
  resting = resting.then(load).then(ignore, ignore)
  return load
}

function ignore(): void {}
