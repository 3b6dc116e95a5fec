import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import type { Digest } from '../domain/digest.ts'
import { en } from '../words/en.ts'
import { fr } from '../words/fr.ts'
import { writeDigest } from './digest.ts'

const path = { en: 'Safe from day one', fr: 'En sécurité dès le premier jour' }
const nothing: Digest = { learning: null, teams: [], cohort: null }
const learning: NonNullable<Digest['learning']> = {
  next: {
    courseId: 'ask-about-access',
    title: { en: 'Ask about access, kindly', fr: 'Parler d’accès avec tact' },
    minutes: 4,
    pathTitle: path,
    stepsDone: 2,
    stepsTotal: 5,
    finishOn: '2026-12-01',
    dueOn: '2026-10-30',
  },
  otherPaths: 0,
  newPaths: [],
  answeredBy: ['joy'],
}
const people = new Map(['amal', 'joy', 'sam', 'ines'].map((personId) => [personId, { name: `${personId} <b>&` }]))

const write = (digest: Partial<Digest>, language: 'en' | 'fr' = 'en') =>
  writeDigest(
    { ...nothing, ...digest },
    {
      about: 'week',
      addressee: { name: 'Amal Haddad', language, timeZone: 'America/Toronto' },
      people,
      now: new Date('2026-11-02T13:00:00Z'),
      publicUrl: new URL('https://handrail.example'),
      unsubscribeUrl: 'https://handrail.example/unsubscribe/token',
    },
  )

describe('a digest', () => {
  it('speaks the language of whom it is for, dates and spaces included', async () => {
    const english = await write({ learning })
    expect(english.subject).toMatch(/^Your next 4\sminutes: Ask about access, kindly$/)
    expect(english.html).toContain('you finish this path by 1\u00a0December.')
    const french = await write({ learning }, 'fr')
    expect(french.subject).toBe('Vos 4 prochaines minutes\u00a0: Parler d’accès avec tact')
    expect(french.html).toContain('vous aurez terminé ce parcours le 1er\u00a0décembre.')
    expect(french.html).toContain('<html lang="fr"')
  })
  it('greets by the first name', async () => {
    expect((await write({ learning })).text).toMatch(/Hello Amal\n/i)
    expect((await write({ learning }, 'fr')).text).toMatch(/Bonjour Amal\n/i)
  })
  it('leads to the course, the team, the cohort and the way out', async () => {
    const team = { teamId: 'b1', memberIds: ['amal'], size: 2, moving: 1, quiet: 0, withoutProtectedTime: 0, finished: [] }
    const { text } = await write({ learning, teams: [team], cohort: { askedBy: ['sam'], quiet: 0, finished: [] } })
    for (const address of ['courses/ask-about-access', 'teams/b1', 'cohort', 'unsubscribe/token'])
      expect(text).toContain(`<https://handrail.example/${address}>`)
  })
  it('leaves out a date that has gone by', async () => {
    const { text } = await write({ learning })
    expect(text).not.toContain('30')
  })
  it('names three people and counts the others, and counts who is not known', async () => {
    const { text } = await write({ cohort: { askedBy: ['sam', 'joy', 'ines', 'x', 'y'], quiet: 0, finished: [{ title: path, personIds: ['x', 'y'] }] } })
    expect(text).toMatch(/sam <b>&, joy <b>&, ines <b>& and 2 other people ask for your help\./)
    expect(text).toContain('2 people finished Safe from day one.')
  })
  it('lets no name become markup', async () => {
    const { html } = await write({ learning })
    expect(html).toContain('joy &lt;b&gt;&amp; answered your question.')
  })
  it('fetches nothing from anywhere', async () => {
    const { html } = await write({ learning })
    expect(html).not.toMatch(/<img|<link|url\(|@import/)
  })
})

describe('the words', () => {
  type Part = { type: number; value?: string; options?: Record<string, { value: Part[] }> }
  const argumentsOf = (parts: Part[]): (string | undefined)[] =>
    parts.flatMap(({ type, value, options }) =>
      type === 0 || type === 7 ? [] : [value, ...Object.values(options ?? {}).flatMap((option) => argumentsOf(option.value))],
    )
  const names = (message: string) => [...new Set(argumentsOf(new IntlMessageFormat(message).getAst() as Part[]))].filter((name) => name !== 'count').sort()
  it.each(Object.keys(en) as (keyof typeof en)[])('%s says in both languages what it is given', (key) => {
    expect(names(fr[key])).toEqual(names(en[key]))
  })
  it('never raise their voice, and never count what was not done', () => {
    for (const message of [...Object.values(en), ...Object.values(fr)]) expect(message).not.toMatch(/!|missed|overdue|late\b|behind|retard|manqué/i)
  })
})
