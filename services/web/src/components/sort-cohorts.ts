import type { MyCohorts } from '@handrail/contracts'

export type CohortMember = MyCohorts['cohorts'][number]['people'][number] & { name: string }

const JUST_MS = 14 * 24 * 3_600_000

/** Maybe stuck, just finished, or on their way: one of them. Who asked stands above already, and is not called stuck again. */
export const sortCohorts = ({ asked, cohorts }: Pick<MyCohorts, 'asked' | 'cohorts'>, names: ReadonlyMap<string, string>, now: Date) => {
  const askers = new Set(asked.map(({ personId }) => personId))
  const named = cohorts.map((cohort) => ({
    ...cohort,
    people: cohort.people.map((person): CohortMember => ({ ...person, name: names.get(person.personId) ?? '' })),
  }))
  const everybody = named.flatMap(({ people }) => people)
  const justFinished = ({ finishedAt }: CohortMember) => finishedAt !== null && now.getTime() - Date.parse(finishedAt) < JUST_MS
  const isStuck = (person: CohortMember) => person.stuck !== null && person.finishedAt === null && !askers.has(person.personId)
  return {
    stuck: everybody.filter(isStuck),
    finished: everybody.filter(justFinished).sort((a, b) => (b.finishedAt ?? '').localeCompare(a.finishedAt ?? '')),
    others: named.map((cohort) => ({ ...cohort, people: cohort.people.filter((person) => !isStuck(person) && !justFinished(person)) })),
  }
}
