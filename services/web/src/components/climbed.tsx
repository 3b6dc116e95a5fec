import { Climb } from './climb.tsx'

const MOST_STEPS = 14

/** How much of a path is climbed, beside its label. A long path is drawn with fewer steps. */
export const Climbed = ({ label, done, total }: { label: string; done: number; total: number }) => {
  const shown = Math.max(1, Math.min(total, MOST_STEPS))
  const climbed = total === 0 ? 0 : Math.floor((Math.min(done, total) * shown) / total)
  return <Climb label={label} total={shown} at={-1} done={Array.from({ length: shown }, (_, index) => index < climbed)} />
}
