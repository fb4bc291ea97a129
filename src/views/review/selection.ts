import type { Desk } from '../board/desk.ts'

/// Episodes that are selected on the Board, for what is done to several at once.

/// Selects an episode, or takes it out. With `through` all from the one that was last selected to
/// this one, in the order of the season.
export function selectThrough(desk: Desk, episode: string, through: boolean): void {
  const selected = new Set(desk.selected.get())
  const ids = desk.series.get().episodes.map(({ id }) => id)
  const last = [...selected].at(-1)
  if (through && last !== undefined) {
    const [from, to] = [ids.indexOf(last), ids.indexOf(episode)].sort((a, b) => a - b)
    for (const id of ids.slice(from, (to ?? 0) + 1)) if (!desk.hides(id)) selected.add(id)
  } else if (!selected.delete(episode)) selected.add(episode)
  desk.selected.set(selected)
}

/// Of those that are shown, and of all of them where nothing is hidden.
export function selectAll(desk: Desk): void {
  const ids = desk.series.get().episodes.map(({ id }) => id)
  desk.selected.set(new Set(ids.filter((id) => !desk.hides(id))))
}
