/** Several pieces where several ways lead by there. */
type Piece = { file: string; found: string; put: string }

/** What is put there is text that nothing type-checks, hence its `any`: `inside.ts` makes the function. */
const before = (file: string, found: string, name: string): Piece => ({ file, found, put: `;(globalThis as any).failpoint('${name}')\n${found}` })

/**
 * Places at which a process can be told to end, in the moment between two things that belong together (`inside.ts` puts the
 * call there while the file is loaded).
 */
export const failpoints = {
  'published-not-marked': [before('packages/events/src/relay.ts', 'await trx`update outbox set published_at = now() where position', 'published-not-marked')],
  'applied-not-acknowledged': [
    before('packages/events/src/run-consumer.ts', "log.debug({ reception }, 'event')", 'applied-not-acknowledged'),
    before('packages/events/src/run-consumer.ts', 'for (const message of batch) message.ack()', 'applied-not-acknowledged'),
  ],
  'committed-not-answered': [before('packages/postgres/src/tenancy.ts', 'if (hasAppended) database.onAppended()', 'committed-not-answered')],
  'mailed-not-noted': [before('services/notifications/src/sending/send-digest.ts', 'const command = { digestId, period', 'mailed-not-noted')],
} as const satisfies Record<string, readonly Piece[]>

export type Failpoint = keyof typeof failpoints
