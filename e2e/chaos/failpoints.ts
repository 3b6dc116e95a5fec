/**
 * Places at which a process can be told to end, in the moment between two things that belong together (`inside.ts` puts the
 * call there while the file is loaded).
 */
export const failpoints = {
  'published-not-marked': {
    file: 'packages/events/src/relay.ts',
    found: 'if (done.length > 0) {',
    put: `if (done.length > 0) {
        ;(globalThis as any).failpoint('published-not-marked')`,
  },
  'applied-not-acknowledged': {
    file: 'packages/events/src/run-consumer.ts',
    found: "log.debug({ reception }, 'event')",
    put: `;(globalThis as any).failpoint('applied-not-acknowledged')
      log.debug({ reception }, 'event')`,
  },
  'committed-not-answered': {
    file: 'packages/postgres/src/tenancy.ts',
    found: 'if (hasAppended) database.onAppended()',
    put: `if (hasAppended) (globalThis as any).failpoint('committed-not-answered')
  if (hasAppended) database.onAppended()`,
  },
  'mailed-not-noted': {
    file: 'services/notifications/src/sending/send-digest.ts',
    found: 'const command = { digestId, period, sections: sectionsOf(digest), ending }',
    put: `;(globalThis as any).failpoint('mailed-not-noted')
  const command = { digestId, period, sections: sectionsOf(digest), ending }`,
  },
} as const

export type Failpoint = keyof typeof failpoints
