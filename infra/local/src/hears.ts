import type { ServiceName } from '@handrail/contracts'

/**
 * What each service hears, and from whom: NATS lets it read this and nothing else. Only catalogue hears
 * self-assessments. `hears.test.ts` compares this with the services' consumers.
 */
export const hears: Record<ServiceName, Partial<Record<ServiceName, readonly string[]>>> = {
  people: { progress: ['assignment'] },
  baselines: { people: ['organization', 'person', 'team'], progress: ['micro-course-completion', 'cohort'] },
  catalogue: { people: ['organization', 'person'], baselines: ['baseline', 'self-assessment'], progress: ['micro-course-completion'] },
  progress: {
    people: ['person', 'team', 'role', 'protected-time'],
    baselines: ['champion'],
    catalogue: ['plan', 'micro-course', 'learning-path', 'scenario-check'],
  },
  notifications: {
    people: ['person', 'team', 'role', 'protected-time'],
    progress: ['assignment', 'micro-course-completion', 'help-request', 'cohort'],
  },
}
