import type { Step } from './plan.ts'

const gapOf = ({ reason }: Step) => (reason.kind === 'taster' ? 0 : reason.floor - reason.level)
const isTaster = ({ reason }: Step) => reason.kind === 'taster'

/** What is sure to be needed before a look at what is not; a quick win first; then the bigger gap. */
const compare = (a: Step, b: Step) =>
  Number(isTaster(a)) - Number(isTaster(b)) || a.minutes - b.minutes || gapOf(b) - gapOf(a) || (a.courseId < b.courseId ? -1 : 1)

/** Every step that a step builds on, directly or by way of others. */
const allBefore = (step: Step, stepById: ReadonlyMap<string, Step>): Set<Step> => {
  const before = new Set<Step>()
  const follow = ({ prerequisites }: Step) => {
    for (const id of prerequisites) {
      const first = stepById.get(id)
      if (!first || before.has(first)) continue
      before.add(first)
      follow(first)
    }
  }
  follow(step)
  return before
}

/**
 * Orders steps: what a step builds on comes first, and in a competency the lower level. Steps that wait for each other
 * in a circle are given all the same, since nobody could begin otherwise.
 */
export const inOrder = (steps: readonly Step[]): Step[] => {
  const stepById = new Map(steps.map((step) => [step.courseId, step]))
  const before = new Map(steps.map((step) => [step, allBefore(step, stepById)]))
  const left = new Set([...steps].sort(compare))
  const waits = (step: Step) => [...(before.get(step) ?? [])].some((first) => left.has(first) && !before.get(first)?.has(step))
  const skipsALevel = (step: Step) => [...left].some((other) => other.competencyId === step.competencyId && other.toLevel < step.toLevel)
  const ordered: Step[] = []
  while (left.size > 0) {
    const ready = [...left].filter((step) => !waits(step))
    const next = ready.find((step) => !skipsALevel(step)) ?? ready[0]
    if (!next) throw new Error('Of steps that only wait for each other, none was ready.')
    ordered.push(next)
    left.delete(next)
  }
  return ordered
}
