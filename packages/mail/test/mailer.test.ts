import { openSmtpSink } from '@handrail/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { createMailer, type Mailer, type MailerOptions, type MailToSend, UnsafeMailError } from '../src/index.ts'

const mail: MailToSend = {
  to: 'learner@example.org',
  subject: 'Your week',
  html: '<p>Hello</p>',
  text: 'Hello\n',
  messageId: '<digest-1@handrail.test>',
}

const cleanUps: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

async function setUp({ pipelining = false, ...options }: Partial<MailerOptions> & { pipelining?: boolean } = {}) {
  const sink = await openSmtpSink({ pipelining })
  const mailer = createMailer({ smtpUrl: sink.url, from: 'Handrail <no-reply@handrail.test>', timeouts: { connect: 300, reply: 300 }, ...options })
  cleanUps.push(sink.close, () => mailer.close(0))
  return { sink, mailer }
}

async function nextIsAccepted(mailer: Mailer, sink: { script: object }) {
  sink.script = {}
  expect(await mailer.send({ ...mail, messageId: '<next@handrail.test>' })).toEqual({ kind: 'accepted' })
}

describe.each([{ pipelining: false }, { pipelining: true }])('with pipelining: $pipelining', ({ pipelining }) => {
  test('a 250 after the dot is accepted, and connections are reused', async () => {
    const { sink, mailer } = await setUp({ pipelining, connections: 1 })
    expect(await mailer.send(mail)).toEqual({ kind: 'accepted' })
    expect(await mailer.send(mail)).toEqual({ kind: 'accepted' })
    expect(sink.mails).toHaveLength(2)
    expect(sink.connections).toBe(1)
  })

  const stages = { mail: 'sender', rcpt: 'recipient', data: 'data', dot: 'message' } as const
  for (const [stage, at] of Object.entries(stages)) {
    test.each([421, 450])(`a %i at ${stage} is refused for now`, async (code) => {
      const { sink, mailer } = await setUp({ pipelining })
      sink.script = { [stage]: `${code} 4.2.1 not now learner@example.org` }
      expect(await mailer.send(mail)).toEqual({ kind: 'refused-for-now', code, status: '4.2.1', stage: code === 421 ? 'connection' : at })
      await nextIsAccepted(mailer, sink)
    })

    test.each([550, 552, 554])(`a %i at ${stage} is refused`, async (code) => {
      const { sink, mailer } = await setUp({ pipelining })
      sink.script = { [stage]: `${code} no learner@example.org` }
      expect(await mailer.send(mail)).toEqual({ kind: 'refused', code, stage: at })
      await nextIsAccepted(mailer, sink)
    })
  }

  test.each([
    ['banner', '421 busy', { kind: 'refused-for-now', code: 421, stage: 'connection' }],
    ['banner', '450 busy', { kind: 'refused-for-now', code: 450, stage: 'connection' }],
    ['banner', '554 no service', { kind: 'not-attempted', reason: 'EPROTOCOL', code: 554 }],
    ['ehlo', '421 busy', { kind: 'refused-for-now', code: 421, stage: 'connection' }],
  ] as const)('a refused session says nothing about the person: %s answers %s', async (stage, answer, outcome) => {
    const { sink, mailer } = await setUp({ pipelining })
    sink.script = { [stage]: answer }
    expect(await mailer.send(mail)).toMatchObject(outcome)
    await nextIsAccepted(mailer, sink)
  })

  const stagesBefore = ['banner', 'ehlo', 'mail', 'rcpt', 'data'] as const
  const before = stagesBefore.flatMap((stage) => ['drop', 'reset', 'hang'].map((reaction) => ({ stage, reaction })))
  test.each(before)('lost before the 354 is not attempted: $stage $reaction', async ({ stage, reaction }) => {
    const { sink, mailer } = await setUp({ pipelining })
    sink.script = { [stage]: reaction }
    expect(await mailer.send(mail)).toMatchObject({ kind: 'not-attempted' })
    expect(sink.connections).toBe(1)
    await nextIsAccepted(mailer, sink)
  })

  test.each([
    { stage: 'firstLine', reaction: 'drop' },
    { stage: 'firstLine', reaction: 'reset' },
    { stage: 'dot', reaction: 'drop' },
    { stage: 'dot', reaction: 'reset' },
    { stage: 'dot', reaction: 'hang' },
  ] as const)('lost after the 354 is unknown, and not tried again: $stage $reaction', async ({ stage, reaction }) => {
    const { sink, mailer } = await setUp({ pipelining })
    sink.script = { [stage]: reaction }
    expect(await mailer.send(mail)).toMatchObject({ kind: 'unknown' })
    expect(sink.connections).toBe(1)
    await nextIsAccepted(mailer, sink)
    expect(sink.mails).toHaveLength(1)
  })

  test.each(['drop', 'reset'] as const)('a 250 and then a %s is accepted', async (afterDot) => {
    const { sink, mailer } = await setUp({ pipelining })
    sink.script = { afterDot }
    expect(await mailer.send(mail)).toEqual({ kind: 'accepted' })
    expect(sink.mails).toHaveLength(1)
  })

  test.each(['drop', '421 idle too long'])('an idle connection that answers with %s is not attempted, and the next mail gets a new one', async (reaction) => {
    const { sink, mailer } = await setUp({ pipelining, connections: 1 })
    await nextIsAccepted(mailer, sink)
    sink.script = { mail: reaction }
    expect(await mailer.send(mail)).toEqual({ kind: 'not-attempted', reason: 'ECONNECTION' })
    await nextIsAccepted(mailer, sink)
    expect(sink.connections).toBe(2)
  })
})

test('nobody listening is not attempted', async () => {
  const { sink, mailer } = await setUp()
  await sink.close()
  expect(await mailer.send(mail)).toEqual({ kind: 'not-attempted', reason: 'ECONNREFUSED' })
})

test('a password that is refused says nothing about the person', async () => {
  const sink = await openSmtpSink()
  const mailer = createMailer({ smtpUrl: sink.url.replace('//', '//user:secret@'), from: 'no-reply@handrail.test' })
  cleanUps.push(sink.close, () => mailer.close(0))
  sink.script = { ehlo: '250-sink.test\r\n250 AUTH PLAIN', other: '535 5.7.8 no' }
  expect(await mailer.send(mail)).toEqual({ kind: 'not-attempted', reason: 'EAUTH', code: 535 })
})

test('a server that trickles is given up on: unknown once the mail was on its way', async () => {
  const { sink, mailer } = await setUp({ timeouts: { reply: 1_000, attempt: 200 } })
  sink.script = { dot: 'trickle' }
  expect(await mailer.send(mail)).toEqual({ kind: 'unknown', reason: 'EABORT' })
  expect(sink.dots).toBe(1)
})

describe('closing', () => {
  test('waits for the mail on its way', async () => {
    const { sink, mailer } = await setUp()
    sink.script = { dot: 'slow' }
    const sending = mailer.send(mail)
    await expect.poll(() => sink.dots).toBe(1)
    await mailer.close()
    expect(await sending).toEqual({ kind: 'accepted' })
  })

  test('gives up after the grace time, queued mails were not attempted, and later ones are not', async () => {
    const { sink, mailer } = await setUp({ connections: 1, timeouts: { reply: 5_000 } })
    sink.script = { dot: 'hang' }
    const sending = mailer.send(mail)
    const queued = mailer.send(mail)
    await expect.poll(() => sink.dots).toBe(1)
    await mailer.close(50)
    expect(await sending).toEqual({ kind: 'unknown', reason: 'EABORT' })
    expect(await queued).toMatchObject({ kind: 'not-attempted' })
    expect(await mailer.send(mail)).toMatchObject({ kind: 'not-attempted' })
    expect(sink.dots).toBe(1)
  })
})

describe('headers', () => {
  const headerLines = (raw: string | undefined) =>
    (raw ?? '')
      .split('\r\n\r\n')[0]
      ?.replace(/\r\n[ \t]/g, ' ')
      .split('\r\n') ?? []

  test('carry the identity of the mail, one-click unsubscribing and that no person wrote it', async () => {
    const { sink, mailer } = await setUp()
    const url = `https://handrail.test/unsubscribe/${'a'.repeat(120)}`
    await mailer.send({ ...mail, subject: 'Votre semaine à Montréal', headers: { 'X-Handrail-Period': '2026-W07' }, listUnsubscribe: { url } })
    const lines = headerLines(sink.mails[0])
    expect(lines).toEqual(
      expect.arrayContaining([
        'From: Handrail <no-reply@handrail.test>',
        'To: learner@example.org',
        'Subject: =?UTF-8?Q?Votre_semaine_=C3=A0_Montr=C3=A9al?=',
        'Message-ID: <digest-1@handrail.test>',
        'Auto-Submitted: auto-generated',
        `List-Unsubscribe: <${url}>`,
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
        'X-Handrail-Period: 2026-W07',
      ]),
    )
    expect(sink.mails[0]).toContain('Content-Type: text/plain')
    expect(sink.mails[0]).toContain('Content-Type: text/html')
  })

  test.each<[string, Partial<MailToSend>]>([
    ['a line break in the subject', { subject: 'Hi\r\nBcc: all@example.org' }],
    ['a lone line feed in the subject', { subject: 'Hi\nBcc: all@example.org' }],
    ['a line break in the address', { to: 'a@example.org\r\nRCPT TO:<b@example.org>' }],
    ['two addresses', { to: 'a@example.org, b@example.org' }],
    ['an address that is none', { to: 'a' }],
    ['a line break in the message id', { messageId: '<a@b>\r\nX: y' }],
    ['a message id without its brackets', { messageId: 'a@b' }],
    ['a line break in a header', { headers: { 'X-Note': 'a\r\nBcc: b@example.org' } }],
    ['a line break in a header name', { headers: { 'X-Note\r\nBcc': 'b@example.org' } }],
    ['a header that the mailer sets', { headers: { bcc: 'b@example.org' } }],
    ['a line break in the unsubscribe address', { listUnsubscribe: { url: 'https://a.test/\r\nBcc: b@example.org' } }],
    ['an unsubscribe address without TLS', { listUnsubscribe: { url: 'http://a.test/' } }],
  ])('refuse %s before anything is sent', async (_name, change) => {
    const { sink, mailer } = await setUp()
    const refusal = await mailer.send({ ...mail, ...change }).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(UnsafeMailError)
    expect(String(refusal)).not.toMatch(/example\.org|a@b/)
    expect(sink.connections).toBe(0)
  })
})

test.each(['http://a:25', 'nonsense', 'smtp://', 'smtp://u:hunter2@a?debug=true'])(
  'an SMTP address that is none is refused and not repeated: %s',
  (smtpUrl) => {
    expect(() => createMailer({ smtpUrl, from: 'a@b.test' })).toThrow(/^The SMTP address must look like/)
  },
)
