/// What can be read again over HTTP because it has changed. `people` are names and faces.
export const topics = ['threads', 'reviews', 'members', 'activity', 'people'] as const
export type Topic = (typeof topics)[number]

/// Whether this server has changed it, or another that shares its database.
export type Source = 'here' | 'elsewhere'

type Listener = (series: string, topics: readonly Topic[], from: Source) => void

/// Tells the rooms of this process that a record of a series has changed; they tell whoever has it
/// open to read it again.
export class News {
  readonly #listeners = new Set<Listener>()

  /// To be called after the change is on disk.
  say(series: string, changed: readonly Topic[], from: Source = 'here'): void {
    for (const listener of this.#listeners) listener(series, changed, from)
  }

  /// Gives back what ends it.
  listen(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
