/** Breaks the platform on purpose, and looks whether anything was lost. `pnpm chaos --seed 7 --minutes 10` */
import { parseArgs } from 'node:util'
import { breaks, isBreak } from './breaks.ts'
import { reportOf, verdictOf } from './report.ts'
import { runBreaker } from './run.ts'

const { values } = parseArgs({
  args: process.argv.slice(2).filter((arg) => arg !== '--'),
  options: {
    seed: { type: 'string' },
    minutes: { type: 'string', default: '10' },
    /** A fault in the program itself, to see it found. */
    break: { type: 'string', multiple: true, default: [] },
    /** Leaves databases and logs where they are. */
    keep: { type: 'boolean', default: false },
  },
})
// Whoever is asked to end takes along what it started: the processes have sessions of their own.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000))
const minutes = Number(values.minutes)
const wanted = values.break.filter(isBreak)
if (!Number.isInteger(seed) || !(minutes > 0) || wanted.length !== values.break.length) {
  console.error(`pnpm chaos [--seed 7] [--minutes 10] [--keep] [--break ${Object.keys(breaks).join(' | ')}]`)
  process.exit(2)
}
const repeat = ['pnpm chaos', `--seed ${seed}`, `--minutes ${minutes}`, ...wanted.map((name) => `--break ${name}`)].join(' ')
const began = performance.now()
console.log(`Seed ${seed}, ${minutes} minutes of faults.`)
const report = await runBreaker({
  seed,
  minutes,
  breaks: wanted,
  keep: values.keep,
  say: (what) => console.log(`${((performance.now() - began) / 1_000).toFixed(1).padStart(7)} s  ${what}`),
})
console.log(`\n${reportOf(report, repeat)}`)
process.exit({ holds: 0, violated: 1, 'proves nothing': 2 }[verdictOf(report)])
