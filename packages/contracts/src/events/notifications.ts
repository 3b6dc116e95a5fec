import { z } from 'zod'
import { defineEvent } from '../envelope.ts'
import { Day, Uuid } from '../words.ts'

export const digestSections = ['my-learning', 'my-teams', 'my-cohort'] as const
export const DigestSection = z.enum(digestSections)
export type DigestSection = z.infer<typeof DigestSection>

/** The mail server accepted it. The aggregate's id is the digest's. */
export const DigestSent = defineEvent(
  'notifications',
  'digest',
  'sent',
  z.strictObject({ digestId: Uuid, personId: Uuid, period: Day, sections: z.array(DigestSection) }),
  {
    digestId: '01900000-0000-7000-8000-000000000131',
    personId: '01900000-0000-7000-8000-0000000000a1',
    period: '2026-11-02',
    sections: ['my-learning'],
  },
)

/** The aggregate's id is the person's. */
export const PreferencesChanged = defineEvent('notifications', 'preferences', 'changed', z.strictObject({ personId: Uuid, digest: z.boolean() }), {
  personId: '01900000-0000-7000-8000-0000000000a1',
  digest: false,
})
