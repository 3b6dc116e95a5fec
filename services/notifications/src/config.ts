import { ServiceConfig, sharedSecret } from '@handrail/runtime'
import { z } from 'zod'

export const Config = ServiceConfig.extend({
  SMTP_URL: z.string().regex(/^smtps?:\/\//, 'is not an address of the right kind'),
  MAIL_FROM: z.string().min(3),
  /** Where people reach us. One-click unsubscribing needs https (RFC 8058), but on this machine. */
  PUBLIC_URL: z.string().regex(/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)(:|\/|$))/, 'must begin with https://, or be http://localhost'),
  ...sharedSecret,
  /** How often the database is asked which digests are due. */
  DIGEST_CHECK_SECONDS: z.coerce.number().int().min(1).default(60),
})
export type Config = z.infer<typeof Config>
