import type { Floor } from '@handrail/contracts'
import type { Answers } from './current-level.ts'

export const CHAMPION_PROFILE = 'digital-champion'
const ENOUGH = 3

/**
 * Whether somebody shows others often enough to be asked whether they would like to be a digital champion: in at least
 * three competencies of the champion's profile, and in at least half of those they rated. Only what they were asked
 * counts, since no role profile asks for all that a champion needs; "not sure" and "not my job" count on neither side. Three, so that a
 * single strength is not enough; half, so that they are mostly ahead where a champion is needed.
 */
export const showsOthersOftenEnough = (championFloor: Pick<Floor, 'levels'>, answers: Answers): boolean => {
  const rated = championFloor.levels.map(({ competencyId }) => answers[competencyId]?.level).filter((level) => typeof level === 'number')
  const shown = rated.filter((level) => level === 4).length
  return shown >= ENOUGH && shown * 2 >= rated.length
}
