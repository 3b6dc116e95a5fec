import type { Floor } from '@handrail/contracts'
import type { Answers } from './current-level.ts'

export const CHAMPION_PROFILE = 'digital-champion'
const ENOUGH = 3

/**
 * Whether somebody shows others often enough to be asked whether they would like to be a digital champion: in at least
 * three competencies of the champion's profile, and in at least half of those they rated. Only what they were asked
 * counts, since most role profiles need fewer competencies than a champion; "not sure" counts on neither side. Three,
 * so that one confident evening does not make a champion; half, so that a strength weighs more than a gap.
 */
export const showsOthersOftenEnough = (championFloor: Pick<Floor, 'levels'>, answers: Answers): boolean => {
  const rated = championFloor.levels.map(({ competencyId }) => answers[competencyId] ?? 'unknown').filter((level) => level !== 'unknown')
  const shown = rated.filter((level) => level === 4).length
  return shown >= ENOUGH && shown * 2 >= rated.length
}
