/** Loaded before a service (`node --import`): replaces pieces of its source while it is loaded. */
import { registerHooks } from 'node:module'
import { breaks, isBreak, VARIABLE } from './breaks.ts'

const wanted = (process.env[VARIABLE] ?? '')
  .split(',')
  .filter(isBreak)
  .flatMap((name) => [...breaks[name]])

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    const here = wanted.filter(({ file }) => url.endsWith(`/${file}`))
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
