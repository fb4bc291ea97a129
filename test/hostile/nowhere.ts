import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { Answer, House, Place } from './house.ts'

/// The same attackers, and no server that would notice them.
export class Nowhere implements Place {
  readonly url: string
  readonly writers: Place['writers']
  readonly reader: Place['reader']
  readonly stranger: Place['stranger']
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, url: string, house: House) {
    this.#child = child
    this.url = url
    this.writers = house.writers
    this.reader = house.reader
    this.stranger = house.stranger
  }

  static async open(house: House): Promise<Nowhere> {
    const child = fork(join(import.meta.dirname, 'sink.ts'))
    const url = await new Promise<string>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`The sink ended with ${code}.`)))
      child.once('message', (answer: Answer) => {
        if ('url' in answer) resolve(answer.url)
      })
    })
    return new Nowhere(child, url, house)
  }

  close(): void {
    this.#child.disconnect()
  }
}
