import { z } from 'zod'

const url = (protocol: RegExp) => z.string().regex(protocol, 'is not an address of the right kind')

/** What every service with a database is told by its environment. */
export const ServiceConfig = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535),
  OWNER_DATABASE_URL: url(/^postgres(ql)?:\/\//),
  APP_DATABASE_URL: url(/^postgres(ql)?:\/\//),
  RELAY_DATABASE_URL: url(/^postgres(ql)?:\/\//),
  NATS_URL: url(/^(nats|tls):\/\//),
  PEOPLE_URL: url(/^https?:\/\//),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(100).default(8),
  STREAM_REPLICAS: z.coerce.number().int().min(1).max(5).default(1),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  LOG_FILE: z.string().optional(),
})
export type ServiceConfig = z.infer<typeof ServiceConfig>

/**
 * What services let each other in with. `SERVICE_SECRET` is used, either is accepted: so it can be changed while all run.
 * An empty second one is none: that is how compose says it.
 */
export const sharedSecret = {
  SERVICE_SECRET: z.string().min(16),
  SERVICE_SECRET_ALSO: z.union([z.literal('').transform(() => undefined), z.string().min(16)]).optional(),
}

export const acceptedSecrets = (config: { SERVICE_SECRET: string; SERVICE_SECRET_ALSO?: string | undefined }): readonly string[] =>
  [config.SERVICE_SECRET, config.SERVICE_SECRET_ALSO].filter((secret) => secret !== undefined)

/** Reads a configuration. Throws one sentence that names every variable that is missing or wrong. */
export const readConfig = <Schema extends z.ZodType>(schema: Schema, service: string, env: Record<string, string | undefined>): z.infer<Schema> => {
  const parsed = schema.safeParse(env)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')} (${issue.message})`)
  throw new Error(`${service} cannot start: set ${faults.join(', ')} in the environment.`)
}
