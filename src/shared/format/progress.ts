/// How far long work has got: so many of so many parts (pages, episodes) are done. `fetching` names
/// what has to come from elsewhere before it goes on, as long as it does: a face of letters.
export type Tell = (done: number, of: number, fetching?: string) => void
