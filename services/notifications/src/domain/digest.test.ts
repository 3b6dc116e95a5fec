import { describe, expect, it } from 'vitest'
import { composeDigest, namedIn, sectionsOf } from './digest.ts'
import { type Assignment, daysBefore, type Material } from './material.ts'

const now = new Date('2026-11-02T13:00:00Z')
const ago = (days: number) => daysBefore(now, days)
const title = { en: 'Safe from day one', fr: 'En sécurité dès le premier jour' }
const course = (courseId: string) => ({ courseId, title: { en: courseId, fr: courseId }, minutes: 4 })

const assignment = (personId: string, changes: Partial<Assignment> = {}): Assignment => ({
  assignmentId: `${personId}-1`,
  personId,
  pathId: 'safe-from-day-one',
  chosen: false,
  title,
  stepsTotal: 5,
  stepsDone: 2,
  minutesLeft: 12,
  nextCourse: course('ask-about-access'),
  dueOn: null,
  finishOn: '2026-11-30',
  state: 'active',
  createdAt: ago(60),
  completedAt: null,
  changedAt: ago(5),
  ...changes,
})
const completed = (personId: string, days: number, changes: Partial<Assignment> = {}) =>
  assignment(personId, { state: 'completed', nextCourse: null, finishOn: null, completedAt: ago(days), ...changes })

const material = ({
  assignments = [],
  finished = [],
  ...rest
}: Partial<Omit<Material, 'assignments' | 'finishedCourses'>> & {
  assignments?: Assignment[]
  finished?: [personId: string, courseId: string, days: number][]
}): Material => ({
  now,
  lastSent: new Map(),
  sections: new Map(),
  roles: new Map(),
  teams: [],
  cohorts: [],
  helpRequests: [],
  withProtectedTime: new Set(),
  ...rest,
  assignments: Map.groupBy(assignments, ({ personId }) => personId),
  finishedCourses: Map.groupBy(
    finished.map(([personId, courseId, days]) => ({ personId, courseId, completedAt: ago(days) })),
    ({ personId }) => personId,
  ),
})
const compose = (parts: Parameters<typeof material>[0], personId = 'amal') => composeDigest(material(parts), personId)

describe('my learning', () => {
  it('is one next thing: what has the earliest date, then what was there first', () => {
    const assignments = [
      assignment('amal', { assignmentId: 'newer', createdAt: ago(40), nextCourse: course('newer') }),
      assignment('amal', { assignmentId: 'older', createdAt: ago(50), nextCourse: course('older') }),
      assignment('amal', { assignmentId: 'dated', createdAt: ago(30), nextCourse: course('dated'), dueOn: '2026-12-01' }),
    ]
    expect(compose({ assignments })?.learning).toMatchObject({ next: { courseId: 'dated' }, otherPaths: 2, newPaths: [] })
    expect(compose({ assignments: assignments.slice(0, 2) })?.learning?.next?.courseId).toBe('older')
  })
  it('says nothing about finished work, nor about withdrawn or empty paths', () => {
    expect(compose({ assignments: [completed('amal', 1)], finished: [['amal', 'ask-about-access', 1]] })).toBeNull()
    expect(compose({ assignments: [assignment('amal', { nextCourse: null })] })).toBeNull()
  })
  it('never offers a course that was finished after what we last heard of its path', () => {
    expect(compose({ assignments: [assignment('amal')], finished: [['amal', 'ask-about-access', 4]] })).toBeNull()
    expect(compose({ assignments: [assignment('amal')], finished: [['amal', 'ask-about-access', 6]] })?.learning?.next?.courseId).toBe('ask-about-access')
  })
  it('tells of a path as new once, and again when the mail that told it may not have arrived', () => {
    const assignments = [assignment('amal', { createdAt: ago(10) })]
    expect(compose({ assignments, lastSent: new Map([['amal', ago(14)]]) })?.learning?.newPaths).toHaveLength(1)
    expect(compose({ assignments, lastSent: new Map([['amal', ago(7)]]) })?.learning?.newPaths).toHaveLength(0)
  })
  it('tells who answered a question, and that alone is worth a mail', () => {
    const answer = (days: number) => ({ personId: 'amal', championId: 'joy', state: 'answered' as const, askedAt: ago(20), answeredAt: ago(days) })
    expect(compose({ helpRequests: [answer(2)] })?.learning).toEqual({ next: null, otherPaths: 0, newPaths: [], answeredBy: ['joy'] })
    expect(compose({ helpRequests: [answer(8)], lastSent: new Map([['amal', ago(7)]]) })).toBeNull()
  })
})

describe('my teams', () => {
  const teams = [{ teamId: 'north', managerIds: ['boss'], memberIds: ['amal', 'joy', 'sam', 'ines'] }]
  it('say who moves, who is quiet and who has no protected time, in numbers', () => {
    const assignments = [assignment('amal'), assignment('joy', { createdAt: ago(3) }), assignment('sam'), completed('ines', 3)]
    const digest = compose(
      {
        teams,
        assignments,
        finished: [
          ['amal', 'x', 13],
          ['sam', 'x', 15],
        ],
        withProtectedTime: new Set(['amal']),
      },
      'boss',
    )
    expect(digest?.teams).toMatchObject([
      { teamId: 'north', size: 4, moving: 2, quiet: 1, withoutProtectedTime: 3, finished: [{ title, personIds: ['ines'] }] },
    ])
  })
  it('find nobody quiet for what they chose themselves', () => {
    const chosen = assignment('sam', { chosen: true, pathId: null, title: null })
    expect(compose({ teams, assignments: [assignment('amal'), chosen] }, 'boss')?.teams).toMatchObject([{ quiet: 1 }])
    expect(compose({ teams, assignments: [chosen] }, 'boss')).toBeNull()
  })
  it('are of whoever manages them, and of nobody else', () => {
    expect(compose({ teams, assignments: [assignment('amal')] }, 'ines')).toBeNull()
  })
  it('are silent where nobody is on a path and nothing was finished', () => {
    expect(compose({ teams, assignments: [completed('amal', 40)] }, 'boss')).toBeNull()
  })
})

describe('my cohort', () => {
  const champion = {
    cohorts: [{ championId: 'joy', personIds: ['amal', 'sam', 'ines'], pathId: 'safe-from-day-one', isOver: false }],
    roles: new Map([['joy', ['learner', 'champion'] as const]]),
  }
  const asks = (personId: string, days: number) => ({ personId, championId: 'joy', state: 'open' as const, askedAt: ago(days), answeredAt: null })

  it('puts who has waited longest first, and counts nobody both as asking and as quiet', () => {
    const digest = compose(
      {
        ...champion,
        assignments: [assignment('amal'), assignment('sam'), assignment('ines')],
        helpRequests: [asks('amal', 1), asks('sam', 3), asks('amal', 2)],
      },
      'joy',
    )
    expect(digest?.cohort).toEqual({ askedBy: ['sam', 'amal'], quiet: 1, finished: [] })
  })
  it('tells every champion of a question to any of them, but nobody of their own', () => {
    const toAny = (personId: string) => ({ ...asks(personId, 1), championId: null })
    const digest = compose({ ...champion, helpRequests: [toAny('amal'), toAny('joy'), { ...asks('sam', 2), championId: 'luc' }] }, 'joy')
    expect(digest?.cohort?.askedBy).toEqual(['amal'])
  })
  it('finds nobody quiet once the cohort is over, and still tells who finished in the end', () => {
    const over = champion.cohorts.map((cohort) => ({ ...cohort, isOver: true }))
    const assignments = [assignment('amal'), completed('sam', 1)]
    expect(compose({ ...champion, assignments }, 'joy')?.cohort).toMatchObject({ quiet: 1, finished: [{ personIds: ['sam'] }] })
    expect(compose({ ...champion, cohorts: over, assignments }, 'joy')?.cohort).toMatchObject({ quiet: 0, finished: [{ personIds: ['sam'] }] })
  })
  it('is for champions only, also where a cohort is still in their name', () => {
    expect(compose({ ...champion, roles: new Map(), assignments: [assignment('amal')] }, 'joy')).toBeNull()
  })
  it('looks at the path of the cohort, not at others', () => {
    expect(compose({ ...champion, assignments: [assignment('amal', { pathId: null })] }, 'joy')).toBeNull()
    const others = [completed('sam', 1, { pathId: null, title: null }), completed('ines', 1, { pathId: 'given-by-a-manager' })]
    expect(compose({ ...champion, assignments: others }, 'joy')).toBeNull()
    expect(compose({ ...champion, assignments: [completed('amal', 1), ...others] }, 'joy')?.cohort?.finished).toEqual([{ title, personIds: ['amal'] }])
  })
})

it('one digest holds all that somebody is, and names few', () => {
  const digest = compose(
    {
      roles: new Map([['joy', ['champion']]]),
      teams: [{ teamId: 'north', managerIds: ['joy'], memberIds: ['a', 'b', 'c', 'd', 'e'] }],
      cohorts: [{ championId: 'joy', personIds: ['a', 'b', 'c', 'd', 'e'], pathId: 'safe-from-day-one', isOver: false }],
      assignments: [assignment('joy'), ...['a', 'b', 'c', 'd', 'e'].map((person) => completed(person, 1))],
    },
    'joy',
  )
  expect(digest && sectionsOf(digest)).toEqual(['my-learning', 'my-teams', 'my-cohort'])
  expect(digest && namedIn(digest)).toEqual(['a', 'b', 'c'])
})
