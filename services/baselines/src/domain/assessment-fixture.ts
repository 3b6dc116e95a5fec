import type { ComfortLevel, Framework, Level, LocalizedText } from '@handrail/contracts'
import type { Answers } from './current-level.ts'
import type { Assessment } from './self-assessment.ts'

const text = (words: string): LocalizedText => ({ en: words, fr: `${words} (fr)` })

const twice = (words: string) => [text(words), text(`${words} again`)]

const competency = (competencyId: string, areaId: string): Framework['competencies'][number] => ({
  competencyId,
  areaId,
  name: text(competencyId),
  purpose: text('Why'),
  statements: { 1: twice('one'), 2: twice('two'), 3: twice('three'), 4: twice('four') },
  digcomp: ['2.1'],
  skillsForSuccess: [text('Use digital devices')],
})

/** Three competencies in two areas, in this order. */
export const framework: Framework = {
  frameworkId: 'hybrid-service',
  version: 1,
  areas: [
    { areaId: 'trust', name: text('Trust') },
    { areaId: 'reach', name: text('Reach') },
  ],
  competencies: [competency('consent', 'trust'), competency('fraud', 'trust'), competency('channel', 'reach')],
}

export const floorOf = (levels: Record<string, Level>): Assessment['floor'] => ({
  roleProfile: 'settlement-worker',
  name: text('Settlement worker'),
  version: 2,
  levels: Object.entries(levels).map(([competencyId, level]) => ({ competencyId, level, because: text(`because ${competencyId}`) })),
})

/** Answers as they are kept, all given at one time. */
export const said = (levels: Readonly<Record<string, ComfortLevel>>, at = new Date('2026-11-02T14:00:00Z')): Answers =>
  Object.fromEntries(Object.entries(levels).map(([competencyId, level]) => [competencyId, { level, sureness: null, at: at.toISOString() }]))

/** A draft whose floor asks for `channel` and `consent`, named in another order than the framework's. */
export const assessment = (change: Partial<Assessment> = {}): Assessment => ({
  selfAssessmentId: '01900000-0000-7000-8000-0000000000c1',
  version: 0,
  startedAt: new Date('2026-11-02T14:00:00Z'),
  submittedAt: null,
  answers: {},
  checks: {},
  floor: floorOf({ channel: 3, consent: 2 }),
  framework,
  ...change,
})
