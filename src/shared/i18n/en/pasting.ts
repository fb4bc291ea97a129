export const pasting = {} as const
