import { ServiceConfig, sharedSecret } from '@handrail/runtime'
import { z } from 'zod'

export const Config = ServiceConfig.extend({
  AUTH_DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'is not an address of the right kind'),
  /** Signs sessions and seals the keys that sign tokens. Another secret signs everybody out. */
  AUTH_SECRET: z.string().min(32),
  SMTP_URL: z.string().regex(/^smtps?:\/\//, 'is not an address of the right kind'),
  MAIL_FROM: z.string().min(3),
  /** Where people open Handrail; mails link there. */
  PUBLIC_URL: z.url(),
  ...sharedSecret,
})
export type Config = z.infer<typeof Config>
