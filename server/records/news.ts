/// What can be read again over HTTP because it has changed. `people` are names and faces.
export type Topic = 'threads' | 'reviews' | 'members' | 'activity' | 'people'

type Listener = (series: string, topics: readonly Topic[]) => void

/// Tells the rooms of this process that a record of a series has changed; they tell whoever has it
/// open to read it again.
export class News {
  readonly #listeners = new Set<Listener>()

  /// To be called after the change is on disk.
  say(series: string, topics: readonly Topic[]): void {
    for (const listener of this.#listeners) listener(series, topics)
  }

  /// Gives back what ends it.
  listen(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
