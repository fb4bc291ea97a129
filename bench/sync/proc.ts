/// What Linux says of a process and of the machine.

import { readFileSync } from 'node:fs'

/// Seconds of a clock tick in /proc (`getconf CLK_TCK`, 100 on every Linux that Node runs on).
const tick = 1 / 100

/// Seconds of processor that a process has used so far, user and system, all its threads.
export function processorOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name in brackets may hold anything: fields are counted from behind it, the third of all.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * tick
}

/// Megabytes of memory that a process holds.
export function memoryOf(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1]) / 1024
}

/// Seconds that all processors together have worked so far.
export function machineBusy(): number {
  const [, ...fields] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(/\s+/)
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = fields.map(Number)
  return (user + nice + system + irq + softirq + steal) * tick
}
