import type { Loss } from '../screenplay.ts'

/// Values of a JSON file, taken apart without trusting them. What is not as it should be counts as
/// absent and is reported with its place; what nobody has asked for is reported too.
export class Shape {
  readonly #losses: Loss[] = []
  #more = 0

  get losses(): readonly Loss[] {
    if (this.#more === 0) return this.#losses
    const message = `${this.#more} more of the same kind are not listed.`
    return [...this.#losses, { code: 'json.more', message }]
  }

  /// The fields of an object, or undefined where there is none.
  object(value: unknown, path: string): Fields | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.wrong(path, 'an object')
      return undefined
    }
    return new Fields(this, value as Readonly<Record<string, unknown>>, path)
  }

  wrong(path: string, wanted: string): void {
    this.lose('json.shape', `“${path}” is not ${wanted}: it was left out.`)
  }

  lose(code: string, message: string): void {
    if (this.#losses.length < mostLosses) this.#losses.push({ code, message })
    else this.#more++
  }
}

/// A damaged file may have something wrong in each of its lines.
const mostLosses = 500

export class Fields {
  readonly shape: Shape
  readonly path: string
  readonly #value: Readonly<Record<string, unknown>>
  readonly #asked = new Set<string>()

  constructor(shape: Shape, value: Readonly<Record<string, unknown>>, path: string) {
    this.shape = shape
    this.#value = value
    this.path = path
  }

  /// The value of a field, whatever it is; undefined where there is none of its own.
  get(name: string): unknown {
    this.#asked.add(name)
    return Object.hasOwn(this.#value, name) ? this.#value[name] : undefined
  }

  at(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`
  }

  /// A field that passes a test; absent without a word where the file has none.
  one<T>(name: string, is: (value: unknown) => value is T, wanted: string): T | undefined {
    const value = this.get(name)
    if (value === undefined) return undefined
    if (is(value)) return value
    this.shape.wrong(this.at(name), wanted)
    return undefined
  }

  text(name: string): string | undefined {
    return this.one(name, isText, 'a text')
  }

  seconds(name: string): number | undefined {
    return this.one(name, isSeconds, 'a number of seconds')
  }

  /// The items of a list, each read by `read`; those that it cannot read are left out.
  list<T>(name: string, read: (value: unknown, path: string) => T | undefined): readonly T[] {
    const value = this.get(name)
    if (value === undefined) return []
    if (!Array.isArray(value)) {
      this.shape.wrong(this.at(name), 'a list')
      return []
    }
    return value.flatMap((item: unknown, i) => {
      const result = read(item, `${this.at(name)}[${i}]`)
      return result === undefined ? [] : [result]
    })
  }

  texts(name: string): readonly string[] {
    return this.list(name, (value, path) => {
      if (isText(value)) return value
      this.shape.wrong(path, 'a text')
      return undefined
    })
  }

  /// A field whose values are texts, by name.
  record(name: string): Readonly<Record<string, string>> | undefined {
    const value = this.get(name)
    const fields = value === undefined ? undefined : this.shape.object(value, this.at(name))
    if (!fields) return undefined
    const entries = Object.keys(value as object).flatMap((key) => {
      const text = fields.text(key)
      return text === undefined ? [] : [[key, text] as const]
    })
    return Object.fromEntries(entries)
  }

  /// Says which fields nobody has asked for. Call it last.
  rest(): void {
    for (const name of Object.keys(this.#value)) {
      if (this.#asked.has(name)) continue
      const message = `“${this.at(name)}” is not known here: it was left out.`
      this.shape.lose('json.unknown', message)
    }
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

/// As docs/DOCUMENT.md has them.
function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 && value <= 86_400
}
