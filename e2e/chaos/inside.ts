/**
 * Loaded before a service (`node --import`): replaces pieces of its source while it is loaded, ends the process where it was
 * told to, and sets its clock wrong. What each is, is in `breaks.ts`, `failpoints.ts` and `replica.ts`.
 */
import { unlinkSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { breaks, isBreak } from './breaks.ts'
import { failpoints } from './failpoints.ts'
import { variables } from './variables.ts'

const wanted = (process.env[variables.breaks] ?? '')
  .split(',')
  .filter(isBreak)
  .flatMap((name) => [...breaks[name]])
const armed = process.env[variables.failpoints]
const pieces = [...wanted, ...(armed ? Object.values(failpoints).flat() : [])]

/** Whoever takes the file away decides: this process, which ends at once, or the breaker, which thought better of it. */
const failpoint = (name: string) => {
  try {
    unlinkSync(`${armed}.${name}`)
  } catch {
    return
  }
  process.kill(process.pid, 'SIGKILL')
}
Object.assign(globalThis, { failpoint })

const wrongBy = Number(process.env[variables.clock] ?? 0)
if (wrongBy !== 0) {
  const right = Date
  const now = () => right.now() + wrongBy
  globalThis.Date = new Proxy(right, {
    construct: (target, given, asked) => Reflect.construct(target, given.length === 0 ? [now()] : given, asked),
    apply: () => new right(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  })
}

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    const here = pieces.filter(({ file }) => url.endsWith(`/${file}`))
    if (here.length === 0) return loaded
    let source = String(loaded.source)
    for (const { file, found, put } of here) {
      // A piece that is not there any more would leave the program whole, and prove nothing.
      if (source.split(found).length !== 2) throw new Error(`${file} does not have this once: ${found}`)
      source = source.replace(found, () => put)
    }
    return { ...loaded, source }
  },
})
