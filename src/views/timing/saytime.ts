/// Seconds to a tenth, as they are read: "2.7", "3".
export function exact(seconds: number): string {
  return String(Number(seconds.toFixed(1)))
}
