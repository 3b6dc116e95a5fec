import { levels } from '@handrail/contracts'
import type { Problem } from '../problem.ts'
import type { LibrarySource } from '../read-library.ts'

const leastItems = 2

/** Each competency has, for each step between levels, two scenario items or more. */
export function scenarioChecks({ framework, checks }: LibrarySource): Problem[] {
  const known = framework.competencies.map(({ competencyId }) => competencyId)
  return [
    ...checks
      .filter(({ id }) => !known.includes(id))
      .map(({ id, folder }) => ({ file: folder, what: `There is no competency ${id}.`, remedy: 'Name the folder after an id from framework/.' })),
    ...known.flatMap((competencyId) => {
      const check = checks.find(({ id }) => id === competencyId)
      const toLevels = [...(check?.toLevels.values() ?? [])]
      return levels
        .filter((level) => level > 1 && toLevels.filter((toLevel) => toLevel === level).length < leastItems)
        .map((level) => ({
          file: `checks/${competencyId}/check.yaml`,
          what: `There are fewer than ${leastItems} scenario items for level ${level}.`,
          remedy: 'Add items, so that somebody who is there already can show it.',
        }))
    }),
  ]
}
