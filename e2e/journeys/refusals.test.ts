import { Readable } from 'node:stream'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { expectPage, expectProblem, expectUnchanged } from '../refused.ts'
import { send, signedIn, type Visitor, visitor } from '../visitor.ts'

/** Input that is refused at the public address: clearly, and with nothing changed. */
const { web, inbox } = inject('platform')
const unknown = 'a0000000-0000-4000-8000-000000000001'
const course = 'messages-that-expose-nobody'
const card = `course-progress/${course}/cards/the-conversation-circle`
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const key = () => ({ 'idempotency-key': crypto.randomUUID() })

let grace: Visitor
beforeAll(async () => {
  grace = await signedIn(web, inbox, 'grace@rivages.example')
})

const completion = { courseVersion: 1 }
const question = { courseId: course, cardId: null, question: 'How?' }

type Attempt = [method: string, path: string, body: unknown, status: number, code: string, headers?: Record<string, string>]
const refuses = ([method, path, body, status, code, headers]: Attempt) =>
  expectUnchanged(grace, async () =>
    expectProblem(await grace.api(method, `/api/v1/${path}`, body, { ...(method === 'POST' && key()), ...headers }), status, code),
  )

describe('a body', () => {
  const attempts: Attempt[] = [
    ['PATCH', 'me', '{"language":', 400, 'body-unreadable'],
    ['PATCH', 'me', '', 400, 'body-unreadable'],
    ['PATCH', 'me', '['.repeat(200_000), 400, 'body-unreadable'],
    ['PATCH', 'me', '[]', 422, 'input-invalid'],
    ['PATCH', 'me', 'null', 422, 'input-invalid'],
    ['PATCH', 'me', { language: 7 }, 422, 'input-invalid'],
    ['PATCH', 'me', { roles: ['lead'] }, 422, 'input-invalid'],
    ['PATCH', 'me', '{"__proto__":{"language":"fr"}}', 422, 'input-invalid'],
    ['PATCH', 'me', '{"minutesPerWeek":1e999}', 422, 'input-invalid'],
    ['PATCH', 'me', '{"minutesPerWeek":9007199254740993}', 422, 'input-invalid'],
    ['PATCH', 'me', { minutesPerWeek: 601 }, 422, 'input-invalid'],
    ['PATCH', 'me', { minutesPerWeek: '15' }, 422, 'input-invalid'],
    ['PATCH', 'me', { timeZone: 'Mars/Olympus' }, 422, 'input-invalid'],
    ['PUT', 'consents/manager', { granted: 'yes' }, 422, 'input-invalid'],
    ['PATCH', 'preferences', { digest: 'daily' }, 422, 'input-invalid'],
    ['PUT', card, { ...completion, courseVersion: 1.5 }, 422, 'input-invalid'],
    ['PUT', card, { ...completion, courseVersion: 99 }, 409, 'course-version-unknown'],
    ['PUT', card, { ...completion, choiceIds: Array(9).fill('one') }, 422, 'input-invalid'],
    ['PUT', card, { ...completion, done: true }, 422, 'input-invalid'],
    ['POST', 'help-requests', { ...question, question: 'x'.repeat(1001) }, 422, 'input-invalid'],
    ['POST', 'help-requests', { ...question, question: 'a\0b' }, 422, 'input-invalid'],
    ['POST', 'help-requests', question, 422, 'input-invalid', { 'idempotency-key': 'short' }],
    ['PATCH', 'me', '{"language":"fr"}', 415, 'content-type-not-json', { 'content-type': 'text/plain' }],
    ['PATCH', 'me', 'language=fr', 415, 'content-type-not-json', form],
    ['PUT', card, { ...completion, courseVersion: 2 ** 31 }, 422, 'input-invalid'],
    ['GET', `micro-courses/${course}?language=en&version=2147483648`, undefined, 422, 'input-invalid'],
  ]
  it.each(attempts)('of another form than asked for is refused: %s %s (%#)', (...attempt) => refuses(attempt))

  const tenMegabytes = () => Readable.from(Array(160).fill(Buffer.alloc(65_536, 'x')))
  it.each([
    ['PATCH', '/api/v1/me', 'application/json'],
    ['POST', '/account/settings', form['content-type']],
    ['POST', '/sign-in', form['content-type']],
    ['POST', '/unsubscribe/made-up', form['content-type']],
  ])('of ten megabytes is refused, with its length told or not: %s %s', async (method, path, type) => {
    const accept = path.startsWith('/api') ? 'application/json' : 'text/html'
    for (const length of [{ 'content-length': 160 * 65_536 }, {}]) {
      await expectUnchanged(grace, async () => {
        const reply = await grace.ask(method, path, { headers: { 'content-type': type, accept, ...length }, body: tenMegabytes() })
        if (accept === 'text/html') expectPage(reply, 413)
        else expectProblem(reply, 413, 'body-too-large')
      })
    }
  })
})

describe('an id', () => {
  const attempts: Attempt[] = [
    ['PUT', `self-assessments/${unknown}/answers/screen-reader`, { level: 2 }, 404, 'not-found'],
    ['POST', `self-assessments/${unknown}/submission`, undefined, 404, 'not-found'],
    ['POST', `champion-invitations/${unknown}/acceptance`, undefined, 404, 'not-found'],
    ['GET', 'learning-paths/no-such-path', undefined, 404, 'not-found'],
    ['GET', 'micro-courses/no-such-course?language=en', undefined, 404, 'not-found'],
    ['POST', 'help-requests', { ...question, courseId: 'no-such-course' }, 404, 'not-found'],
    ['POST', 'help-requests', { ...question, cardId: 'no-such-card' }, 409, 'card-not-in-course'],
    ['PUT', `course-progress/${course}/cards/no-such-card`, completion, 409, 'card-not-in-course'],
    ['PUT', 'course-progress/no-such-course/cards/one', completion, 409, 'course-version-unknown'],
    ['PUT', 'self-assessments/not-an-id/answers/screen-reader', { level: 2 }, 422, 'input-invalid'],
    ['POST', 'champion-invitations/not-an-id/acceptance', undefined, 422, 'input-invalid'],
    ['PUT', 'consents/everybody', { granted: true }, 422, 'input-invalid'],
    ['GET', 'learning/arrival?selfAssessmentId=not-an-id', undefined, 422, 'input-invalid'],
    ['GET', `people/names?ids=${Array(101).fill(unknown)}`, undefined, 422, 'input-invalid'],
    ['GET', 'micro-courses?limit=1000000000', undefined, 422, 'input-invalid'],
    ['GET', 'micro-courses/%E0%A4%A?language=en', undefined, 422, 'input-invalid'],
    ['GET', 'micro-courses/%00?language=en', undefined, 422, 'input-invalid'],
    ['GET', 'micro-courses?cursor=%00', undefined, 422, 'input-invalid'],
    ['GET', 'learning-paths?cursor=%00', undefined, 422, 'input-invalid'],
    ['GET', `help-requests/mine?cursor=1_${'-'.repeat(36)}`, undefined, 422, 'input-invalid'],
    ['DELETE', 'me', undefined, 404, 'not-found'],
    ['TRACE', 'me', undefined, 404, 'not-found'],
    ['PATCH', 'me', '{"language":"fr"}', 415, 'content-type-not-json', { 'content-type': 'text/plain' }],
    ['PATCH', 'me', 'language=fr', 415, 'content-type-not-json', form],
    ['PUT', card, { ...completion, courseVersion: 2 ** 31 }, 422, 'input-invalid'],
    ['GET', `micro-courses/${course}?language=en&version=2147483648`, undefined, 422, 'input-invalid'],
  ]
  it.each(attempts)('that is none, or is of nothing, leads nowhere: %s %s (%#)', (...attempt) => refuses(attempt))

  it.each(['/teams/not-an-id', '/courses/no-such-course', '/courses/%E0%A4%A', '/courses/%00', '/self-assessment/arriving/not-an-id', '/nothing-here'])(
    'in an address gets a page that says so: %s',
    async (path) => expectPage(await grace.page(path), 404),
  )
})

describe('a role', () => {
  it.each(['/cohort', '/organization', '/teams/OWN', '/teams/OWN/assign'])('has its own pages: %s', async (path) => {
    const [team] = (await grace.api('GET', '/api/v1/me')).body.teamIds
    expectPage(await grace.page(path.replace('OWN', team)), 403)
  })
})

describe('a form', () => {
  it.each([
    ['/account/settings', { minutes: '9999' }, 422],
    ['/account/settings', { speak: 'de' }, 422],
    ['/account/settings', { timeZone: 'Mars/Olympus' }, 422],
    ['/account/mail', {}, 422],
    ['/account/quiet-hours', { from: '8', to: '8', days: '9' }, 422],
    ['/account/erase', { typed: 'please' }, 422],
    ['/sharing/team-picture', { granted: 'maybe' }, 422],
    ['/sharing/everybody', { granted: 'yes' }, 404],
    [`/champion-invitations/${unknown}`, {}, 422],
    [`/champion-invitations/${unknown}`, { answer: 'refusal' }, 404],
    ['/self-assessment/review', { id: unknown }, 404],
    [`/courses/${course}/ask`, { question: 'x'.repeat(1001) }, 422],
    [`/courses/${course}/no-such-card`, {}, 404],
    ['/cohort', { answer: unknown, [`answer-${unknown}`]: 'So.' }, 403],
  ] as [string, Record<string, string>, number][])('that was tampered with gets a page, and changes nothing: %s (%#)', (path, fields, status) =>
    expectUnchanged(grace, async () => expectPage(await grace.post(path, fields), status)),
  )

  it.each(['text/plain', 'application/json', 'multipart/form-data; boundary=x'])('sent as %s is none', (type) =>
    expectUnchanged(grace, async () => expectPage(await grace.post('/account/settings', { minutes: '' }, { 'content-type': type }), 415)),
  )
})

describe('without a session', () => {
  it('the API asks for one, and a bearer token is none', async () => {
    for (const path of ['me', 'people', 'learning/mine', 'team-pictures/x']) {
      expectProblem(await visitor(web).api('GET', `/api/v1/${path}`), 401, 'sign-in-needed')
      expectProblem(await send(web, 'GET', `/api/v1/${path}`, { headers: { authorization: 'Bearer made-up' } }), 401, 'sign-in-needed')
    }
    expectProblem(await visitor(web).api('PATCH', '/api/v1/me', { language: 'fr' }), 401, 'sign-in-needed')
  })

  it('a page leads to signing in and back, and a form to signing in', async () => {
    expect(await visitor(web).page('/sharing')).toMatchObject({ status: 303, headers: { location: '/sign-in?next=%2Fsharing' } })
    expect(await visitor(web).post('/account/settings', { speak: 'fr' })).toMatchObject({ status: 303, headers: { location: '/sign-in' } })
  })
})
