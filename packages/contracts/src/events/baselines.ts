import { z } from 'zod'
import { defineEvent } from '../envelope.ts'
import { Audience, ComfortLevel, Instant, Level, Slug, Uuid } from '../words.ts'

/** The aggregate's id is the role profile; shared by the sector unless the envelope names an organization. */
export const BaselinePublished = defineEvent(
  'baselines',
  'baseline',
  'published',
  z.strictObject({
    roleProfile: Slug,
    baselineVersion: z.int().min(1),
    floors: z.array(z.strictObject({ competencyId: Slug, floor: Level })),
  }),
  { roleProfile: 'settlement-worker', baselineVersion: 1, floors: [{ competencyId: 'choosing-the-channel', floor: 3 }] },
)

/** Only catalogue may hear it. It carries all that planning needs. */
export const SelfAssessmentSubmitted = defineEvent(
  'baselines',
  'self-assessment',
  'submitted',
  z.strictObject({
    selfAssessmentId: Uuid,
    personId: Uuid,
    roleProfile: Slug,
    baselineVersion: z.int().min(1),
    submittedAt: Instant,
    competencies: z.array(z.strictObject({ competencyId: Slug, floor: Level, level: ComfortLevel })),
  }),
  {
    selfAssessmentId: '01900000-0000-7000-8000-0000000000c1',
    personId: '01900000-0000-7000-8000-0000000000a1',
    roleProfile: 'settlement-worker',
    baselineVersion: 1,
    submittedAt: '2026-11-02T14:00:00.000Z',
    competencies: [
      { competencyId: 'choosing-the-channel', floor: 3, level: 2 },
      { competencyId: 'fraud-and-phishing', floor: 3, level: 'unknown' },
      { competencyId: 'using-data-well', floor: 2, level: 'not-my-job' },
    ],
  },
)

/** The aggregate is one person's ledger of who may see what; its id is the person's. */
export const ConsentChanged = defineEvent('baselines', 'consent', 'changed', z.strictObject({ personId: Uuid, granted: z.array(Audience) }), {
  personId: '01900000-0000-7000-8000-0000000000a1',
  granted: ['team-picture'],
})

/** Somebody shows others often enough. It says no level. The aggregate's id is the person's. */
export const ChampionSuggested = defineEvent('baselines', 'champion', 'suggested', z.strictObject({ personId: Uuid, suggestedAt: Instant }), {
  personId: '01900000-0000-7000-8000-0000000000a1',
  suggestedAt: '2026-11-02T14:00:00.000Z',
})
