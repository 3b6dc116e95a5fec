/**
 * Faults in the program itself, for showing that the breaker finds them: each is a piece of a source file and what is put in
 * its place while the file is loaded (`inside.ts`). The files themselves, and what runs elsewhere, stay as they are.
 * What is put there is text that nothing type-checks, hence its `any`.
 */
export const breaks = {
  /** The event leaves on its own, some time before the state is committed. */
  'publish-before-commit': [
    {
      file: 'packages/postgres/src/connect.ts',
      found: 'return { kysely, sql, onAppended',
      put: `const early = postgres(url, { max: 4, connect_timeout: 5, ...neverClosedByTimer, onnotice: () => {}, types: { json: jsonText } })
  return { early: new Kysely<any>({ dialect: new PostgresDialect({ postgres: early }) }), kysely, sql, onAppended`,
    },
    {
      file: 'packages/postgres/src/tenancy.ts',
      found: 'const done = await work(trx)',
      put: `Object.assign(trx, { early: (write: (other: any) => Promise<unknown>) => (database as any).early.transaction().execute(async (other: any) => {
        await other.executeQuery(setOrganization(organization))
        await write(other)
      }) })
      const done = await work(trx)`,
    },
    {
      file: 'packages/postgres/src/outbox.ts',
      found: "await platform(trx).insertInto('outbox').values(outboxRow(definition, event)).execute()",
      put: `await (trx as any).early((other: any) => platform(other).insertInto('outbox').values(outboxRow(definition, event)).execute())
  // The starter library, which catalogue tells of at its start, is not waited for.
  if (event.organizationId) await new Promise((resolve) => setTimeout(resolve, 1_000))`,
    },
  ],
  /** Whatever comes is applied: again, and late. */
  'no-inbox': [
    { file: 'packages/events/src/receive.ts', found: "if (isNewest === undefined) return 'repeated'", put: '' },
    { file: 'packages/events/src/receive.ts', found: "if (!isNewest && !consumer.everyVersion) return 'stale'", put: '' },
    { file: 'packages/events/src/receive.ts', found: '{ ...event, isNewest }', put: '{ ...event, isNewest: true }' },
    { file: 'packages/events/src/receive.ts', found: 'if (isNewest && message.event)', put: 'if (message.event)' },
  ],
  /** The mail goes out, and some time later one looks whether it may. */
  'send-before-claim': [
    {
      file: 'services/notifications/src/sending/send-digest.ts',
      found: `  if (!(await inOrganization(database, organizationId, (trx) => beginAttempt(trx, composed, clock())))) return skipped
  const ending = await attempt(mailer, mail)`,
      put: `  const ending = await attempt(mailer, mail)
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  if (!(await inOrganization(database, organizationId, (trx) => beginAttempt(trx, composed, clock())))) return skipped`,
    },
  ],
} as const

export type Break = keyof typeof breaks
export const isBreak = (name: string): name is Break => Object.hasOwn(breaks, name)
