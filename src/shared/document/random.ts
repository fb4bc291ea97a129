/// Where ids and jitter come from: a number in [0, 1), as Math.random gives.
export type Random = () => number

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'

/// A new id: 14 characters of 36, about 72 bits. It holds no dot, so `<id>.<attribute>` and
/// `<id>.hook` can be told apart.
export function newId(random: Random): string {
  let id = ''
  for (let i = 0; i < 14; i++) id += alphabet[Math.floor(random() * alphabet.length)]
  return id
}

/// Numbers that nobody can guess, for browser and server alike.
export const secureRandom: Random = () => {
  const word = new Uint32Array(1)
  crypto.getRandomValues(word)
  return (word[0] ?? 0) / 0x1_0000_0000
}
