import type { ServiceName } from '../envelope.ts'

/** Which `/api/v1/<prefix>` belongs to which service. The web front forwards by this table; nothing else is public. */
export const servicePrefixes = {
  me: 'people',
  people: 'people',
  teams: 'people',
  organization: 'people',
  'self-assessments': 'baselines',
  consents: 'baselines',
  'team-pictures': 'baselines',
  'access-answers': 'baselines',
  'help-wishes': 'baselines',
  'micro-courses': 'catalogue',
  'learning-paths': 'catalogue',
  plans: 'catalogue',
  library: 'catalogue',
  learning: 'progress',
  'course-progress': 'progress',
  assignments: 'progress',
  'assignment-batches': 'progress',
  'team-progress': 'progress',
  cohorts: 'progress',
  'help-requests': 'progress',
  'talking-points': 'progress',
  'follow-ups': 'progress',
  'champion-invitations': 'progress',
  preferences: 'notifications',
} as const satisfies Record<string, ServiceName>
