export const timing = {} as const
