export const going = {} as const
