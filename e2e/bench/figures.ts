import { readdirSync, readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'

const TICKS_PER_SECOND = 100

const sorted = (values: readonly number[]) => [...values].sort((one, other) => one - other)

/** The value below which a share of the values lies; `share` from 0 to 1. */
export const quantile = (values: readonly number[], share: number): number =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN
export const median = (values: readonly number[]): number => quantile(values, 0.5)

const statusOf = (pid: number) => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return {
      parent: Number(fields[1]),
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
      reaped: (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND,
    }
  } catch {
    return undefined
  }
}

/** A process and everything it started, directly or not (Linux). */
export const processTree = (root: number): number[] => {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    const parent = Number.isInteger(pid) ? statusOf(pid)?.parent : undefined
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), pid])
  }
  const collect = (pid: number): number[] => [pid, ...(children.get(pid) ?? []).flatMap(collect)]
  return collect(root)
}

/** CPU time that these processes and the ended ones among their children have used, in seconds. */
export const cpuSeconds = (roots: readonly number[]): number =>
  roots
    .flatMap(processTree)
    .map(statusOf)
    .reduce((sum, status) => sum + (status ? status.cpuSeconds + status.reaped : 0), 0)

/** Proportional set size of these process trees, or of these processes alone, in megabytes: shared pages are counted once. */
export const pssMegabytes = (roots: readonly number[], withChildren = true): number => {
  const kilobytes = (withChildren ? roots.flatMap(processTree) : roots).map((pid) => {
    try {
      return Number(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+)/m)?.[1] ?? 0)
    } catch {
      return 0
    }
  })
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1024
}

/** What a process alone has written, in megabytes: of its program's pages its PSS counts a share, which grows when a neighbour ends. */
export const ownMegabytes = (pid: number): number => Number(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(/^Pss_Anon:\s+(\d+)/m)?.[1]) / 1024

/** What it was measured on. */
export const machine = (): string =>
  `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`

export type Figure = { what: string; measured: string; goal?: string; reached?: boolean }

/** Prints figures as a table. */
export const print = (title: string, figures: readonly Figure[]): void => {
  console.log(`\n## ${title}\n\n| what | measured | goal | |\n|---|---|---|---|`)
  for (const { what, measured, goal = '', reached } of figures)
    console.log(`| ${what} | ${measured} | ${goal} | ${reached === undefined ? '' : reached ? 'reached' : 'not reached'} |`)
}
