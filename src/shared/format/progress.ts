/// How far long work has got: so many of so many parts (pages, episodes) are done.
export type Tell = (done: number, of: number) => void
