import {
  BaselinePublished,
  type ComfortLevel,
  type Level,
  MicroCourseCompletionRecorded,
  OrganizationChanged,
  PersonChanged,
  SelfAssessmentSubmitted,
} from '@handrail/contracts'
import { envelopeOf } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'

export type Someone = { personId: string; organizationId: string }
type Told<Key extends string> = Partial<Record<Key, Level>>

const fraud = 'fraud-and-phishing'
const channel = 'choosing-the-channel'

/** Answers about two competencies; what is not given has floor 3 and level 2. */
export const submission = (
  { personId, organizationId }: Someone,
  told: { id?: string; at?: string; fraud?: ComfortLevel; channel?: ComfortLevel; baselineVersion?: number; roleProfile?: string } = {},
) => {
  const selfAssessmentId = told.id ?? uuidv7()
  const submittedAt = told.at ?? '2026-11-02T14:00:00.000Z'
  return {
    organizationId,
    aggregateId: selfAssessmentId,
    time: new Date(submittedAt),
    data: {
      selfAssessmentId,
      personId,
      roleProfile: told.roleProfile ?? 'settlement-worker',
      baselineVersion: told.baselineVersion ?? 1,
      submittedAt,
      competencies: [
        { competencyId: fraud, floor: 3 as const, level: told.fraud ?? 2 },
        { competencyId: channel, floor: 3 as const, level: told.channel ?? 2 },
      ],
    },
  }
}
export const submitted = (...told: Parameters<typeof submission>) => envelopeOf(SelfAssessmentSubmitted, submission(...told))

export const organization = (organizationId: string, version = 1) => {
  const data = { organizationId, province: 'CA-ON', timeZone: 'America/Toronto' }
  return { organizationId, aggregateId: organizationId, version, data }
}
export const organizationIs = (...told: Parameters<typeof organization>) => envelopeOf(OrganizationChanged, organization(...told))

export const person = ({ personId, organizationId }: Someone, version: number, state: 'active' | 'left' | 'erased') => ({
  organizationId,
  aggregateId: personId,
  version,
  data: { personId, roleProfile: 'settlement-worker', language: 'fr' as const, timeZone: 'America/Toronto', minutesPerWeek: null, state },
})
export const personIs = (...told: Parameters<typeof person>) => envelopeOf(PersonChanged, person(...told))

export const completion = ({ personId, organizationId }: Someone, told: { id?: string; courseId?: string; checkPassed?: boolean; at?: string } = {}) => {
  const completionId = told.id ?? uuidv7()
  const data = {
    completionId,
    personId,
    courseId: told.courseId ?? 'spot-a-false-immigration-call',
    courseVersion: 1,
    competencyId: fraud,
    toLevel: 3 as const,
    checkPassed: told.checkPassed ?? true,
    title: { en: 'A course', fr: 'Un cours' },
    completedAt: told.at ?? '2026-11-05T14:00:00.000Z',
  }
  return { organizationId, aggregateId: completionId, data }
}
export const completed = (...told: Parameters<typeof completion>) => envelopeOf(MicroCourseCompletionRecorded, completion(...told))

/** A floor for two competencies; the sector's where no organization is named. */
export const floor = (organizationId: string | null, baselineVersion: number, told: Told<'fraud' | 'channel'> & { roleProfile?: string } = {}) => {
  const roleProfile = told.roleProfile ?? 'settlement-worker'
  const floors = [
    { competencyId: fraud, floor: told.fraud ?? 3 },
    { competencyId: channel, floor: told.channel ?? 3 },
  ]
  return { organizationId, aggregateId: roleProfile, version: baselineVersion, data: { roleProfile, baselineVersion, floors } }
}
export const floorIs = (...told: Parameters<typeof floor>) => envelopeOf(BaselinePublished, floor(...told))
