import { contentDirectory } from '@handrail/content'
import { type LibraryHalves, readHalves } from '@handrail/content/tools'
import { describe, expect, it } from 'vitest'
import { coverage, report } from './coverage.ts'

const library = await readHalves(contentDirectory)
const without = (language: 'en' | 'fr', courseId: string): LibraryHalves => ({
  ...library,
  courses: { ...library.courses, [language]: library.courses[language].filter((course) => course.courseId !== courseId) },
})
const holesOf = (halves: LibraryHalves) => coverage(halves).flatMap(({ language, holes }) => holes.map((hole) => `${language} ${hole}`))

describe('the coverage of the starter library', () => {
  it('knows eight role profiles, each with every competency', () => {
    expect(library.floors).toHaveLength(8)
    const competencies = library.framework.competencies.map(({ competencyId }) => competencyId).sort()
    for (const { levels } of library.floors) expect(levels.map(({ competencyId }) => competencyId).sort()).toEqual(competencies)
  })
  it('closes every gap of every role profile, from every level, in both languages', () => {
    expect(holesOf(library)).toEqual([])
  })
  it('gives who starts out everywhere a plan whose every step exists, and which ends at the floor', () => {
    const fromTheStart = coverage(library).filter(({ start }) => start === 1)
    expect(fromTheStart).toHaveLength(16)
    for (const { gaps, closed, steps } of fromTheStart) {
      expect(closed).toBe(gaps)
      expect(steps).toBeGreaterThanOrEqual(gaps)
    }
  })
  it('names a hole in one language alone', () => {
    const holes = holesOf(without('fr', 'lock-your-phone'))
    expect(holes).toContain('fr securing-devices-and-accounts: needs 2, and courses lead to 1')
    expect(holes.filter((hole) => hole.startsWith('en'))).toEqual([])
    expect(report(coverage(without('fr', 'lock-your-phone')))).toMatch(/hole: settlement-worker, level 1, fr: securing-devices-and-accounts/)
  })
})
