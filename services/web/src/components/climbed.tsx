import { raw } from 'hono/html'
import { Climb, Steps } from './climb.tsx'

const MOST_STEPS = 14

/** There are some hundred ways to be so far on a path, and a page about many people has hundreds of paths: each row is made once. */
const rows = new Map<string, string>()
const rowOf = (climbed: number, shown: number) => {
  const key = `${climbed}/${shown}`
  const row = rows.get(key) ?? (<Steps total={shown} at={-1} done={Array.from({ length: shown }, (_, index) => index < climbed)} />).toString()
  rows.set(key, row)
  return raw(row)
}

/** How much of a path is climbed, beside its label. A long path is drawn with fewer steps. */
export const Climbed = ({ label, done, total }: { label: string; done: number; total: number }) => {
  const shown = Math.max(1, Math.min(total, MOST_STEPS))
  const climbed = total === 0 ? 0 : Math.floor((Math.min(done, total) * shown) / total)
  return <Climb label={label} total={shown} at={-1} steps={rowOf(climbed, shown)} />
}
