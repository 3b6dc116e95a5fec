import { z } from 'zod'

/** Every refusal there is: its code, HTTP status and title. Rendered by packages/http as RFC 9457 problem+json. */
export const problems = {
  'body-unreadable': { status: 400, title: 'The body could not be read. Send well-formed JSON.' },
  'body-too-large': { status: 413, title: 'The body is too large. Send at most 1 MB.' },
  'content-type-not-json': { status: 415, title: 'Send application/json.' },
  'input-invalid': { status: 422, title: 'Some of the input does not have the form that is asked for.' },
  'sign-in-needed': { status: 401, title: 'Sign in first.' },
  'sign-in-code-refused': { status: 401, title: 'This code does not match or is no longer valid. Ask for a new one.' },
  'sign-in-link-refused': { status: 401, title: 'This link was used already or is no longer valid. Ask for a new one.' },
  'not-allowed': { status: 403, title: 'Your role does not allow this.' },
  'another-person': { status: 403, title: 'This was kept for another person. Nothing was changed.' },
  'origin-refused': { status: 403, title: 'This request came from another site.' },
  'not-found': { status: 404, title: 'There is nothing here for you.' },
  'idempotency-key-reused': { status: 409, title: 'This Idempotency-Key was used with another body.' },
  'idempotency-key-missing': { status: 400, title: 'Send an Idempotency-Key header.' },
  'self-assessment-already-submitted': { status: 409, title: 'These answers were submitted. Start a new self-assessment to change them.' },
  'self-assessment-empty': { status: 409, title: 'Answer at least one question first.' },
  'floor-not-set': { status: 409, title: 'No floor has been set for this role profile yet.' },
  'card-not-in-course': { status: 409, title: 'This card is not in this version of the course.' },
  'course-version-unknown': { status: 409, title: 'This version of the course is not known yet. Try again in a moment.' },
  'check-changed': { status: 409, title: 'This check has changed meanwhile. Look at it once more.' },
  'due-date-needs-more-time': { status: 409, title: 'This date does not fit in the protected time.' },
  'due-date-in-the-past': { status: 409, title: 'Choose a date that is still to come.' },
  'only-lead': { status: 409, title: 'Somebody else must be lead first.' },
  'undo-too-late': { status: 409, title: 'Undo is possible for ten minutes.' },
  'help-already-answered': { status: 409, title: 'Somebody answered this already.' },
  'invitation-already-answered': { status: 409, title: 'You answered this invitation already.' },
  'unsubscribe-link-refused': { status: 404, title: 'This unsubscribe link is not one of ours.' },
  'too-many-requests': { status: 429, title: 'Too many tries. Wait a little and try again.' },
  'service-unavailable': { status: 503, title: 'This part of Handrail is catching its breath. Nothing is lost; try again in a moment.' },
  unexpected: { status: 500, title: 'Something went wrong on our side. Nothing was changed.' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof problems

/** RFC 9457. `pointer` (RFC 6901) names the field that was refused. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    requestId: z.string().optional(),
    facts: z.record(z.string(), z.unknown()).optional(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>

/** A rule says no. `facts` tell what would be allowed; they must name no person. */
export class Refusal extends Error {
  readonly code: ProblemCode
  readonly facts: Readonly<Record<string, unknown>>
  constructor(code: ProblemCode, facts: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(problems[code].title, options)
    this.name = 'Refusal'
    this.code = code
    this.facts = facts
  }
}
