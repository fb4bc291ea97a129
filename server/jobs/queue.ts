/// What waits for its turn, each of somebody (`by`) or of nobody. Whoever has waited longest since they
/// were last served comes first; who never was, before them.
export class Queue<Order extends { readonly by: string | undefined }> {
  readonly #waiting: Order[] = []
  /// When somebody was last served, as long as anybody waits.
  readonly #served = new Map<string, number>()
  #turn = 0

  get size(): number {
    return this.#waiting.length
  }

  /// How many somebody has in it.
  sizeOf(by: string): number {
    return this.#waiting.filter((order) => order.by === by).length
  }

  add(order: Order): void {
    this.#waiting.push(order)
  }

  /// Takes out the one whose turn it is; nobody's for whom `mayBe` does not hold.
  next(mayBe: (by: string | undefined) => boolean): Order | undefined {
    const served = ({ by }: Order) => (by === undefined ? 0 : (this.#served.get(by) ?? 0))
    const order = this.#waiting
      .filter(({ by }) => mayBe(by))
      .reduce<Order | undefined>(
        (first, each) => (first && served(first) <= served(each) ? first : each),
        undefined,
      )
    if (!order) return undefined
    this.drop(order)
    if (this.#waiting.length === 0) this.#served.clear()
    if (order.by !== undefined) this.#served.set(order.by, ++this.#turn)
    return order
  }

  /// Whether it was in it.
  drop(order: Order): boolean {
    const at = this.#waiting.indexOf(order)
    if (at >= 0) this.#waiting.splice(at, 1)
    return at >= 0
  }

  /// Takes out all.
  empty(): readonly Order[] {
    return this.#waiting.splice(0)
  }
}
