import { type Language, languages, type MicroCourse } from '@handrail/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channelsOf } from '../build.ts'
import { loadLibrary } from '../index.ts'
import { phoneScript } from './phone-script.ts'
import { plainText } from './prose.ts'
import { fitsOneText, texts } from './texts.ts'

const { courses } = await loadLibrary()
const halves: [string, MicroCourse, Language][] = courses.flatMap((course) =>
  languages.map((language): [string, MicroCourse, Language] => [`${course.courseId} ${language}`, course, language]),
)
/** Words as they are, whatever stands between them. */
const bare = (text: string) =>
  text
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')

describe.each(halves)('%s', (_, course, language) => {
  const half = course[language]
  const built = channelsOf(course, language)
  it('has every channel, and a pack that fits a phone with little data', () => {
    expect(Object.keys(built)).toEqual(['pack.json', 'handout.html', 'phone-script.txt', 'texts.txt', 'session-guide.html'])
    expect(Buffer.byteLength(built['pack.json'] ?? '')).toBeLessThanOrEqual(150_000)
  })
  it('can be read aloud whole: every card, every choice and its feedback', () => {
    const script = bare(phoneScript(half, course.minutes, language))
    for (const card of half.cards) {
      if ('body' in card) expect(script).toContain(bare(plainText(card.body)).trim())
      if ('choices' in card) for (const { text, feedback } of card.choices) for (const part of [text, feedback]) expect(script).toContain(bare(part).trim())
    }
  })
  it('goes out as texts that a phone shows as one message each', () => {
    const pieces = texts(half, language)
    expect(pieces.filter((piece) => !fitsOneText(piece))).toEqual([])
    expect(pieces.filter((piece) => piece.endsWith(':'))).toEqual([])
    expect(pieces.length).toBeLessThanOrEqual(25)
  })
  it('is on paper with what to try, and without a screen', () => {
    const handout = bare(built['handout.html'] ?? '')
    const items = half.cards.flatMap((card) => (card.kind === 'checklist' ? card.items : []))
    for (const part of [half.title, half.canDo, plainText(half.lowTech), ...items]) expect(handout).toContain(bare(part).trim())
    expect(built['session-guide.html']?.match(/<tr>/g)?.length).toBeGreaterThan(14)
  })
  it('needs no network: nothing is fetched from a printed page', () => {
    for (const page of [built['handout.html'], built['session-guide.html']]) expect(page).not.toMatch(/<(script|link|img|iframe)|url\(|@import/)
  })
})

/** The messages that the way without a screen makes. */
const lowTechOf = (lowTech: string): string[] => {
  const [course] = courses
  if (!course) throw new Error('There is no course.')
  const before = texts({ ...course.en, lowTech: 'x' }, 'en').length - 1
  return texts({ ...course.en, lowTech }, 'en').slice(before)
}

describe('a text message', () => {
  it('holds 160 letters of the short alphabet, and 134 as soon as one is outside it', () => {
    expect(fitsOneText('é'.repeat(160))).toBe(true)
    expect(fitsOneText('e'.repeat(161))).toBe(false)
    expect(fitsOneText('ê'.repeat(134))).toBe(true)
    expect(fitsOneText(`ê${'e'.repeat(134)}`)).toBe(false)
  })
  it('begins with what announces, and never ends with it', () => {
    const lowTech = `${'A plain sentence of some length stands before it. '.repeat(2)}The client decides: somebody who checks the phone may notice.`
    const [first, second] = lowTechOf(lowTech)
    expect(first).toMatch(/before it\.$/)
    expect(second).toBe('The client decides: somebody who checks the phone may notice.')
  })
  it('keeps a heading, a title and a yes with the words they belong to', () => {
    const mrHaile = `${'x'.repeat(100)} asks you to wait. Mr. Haile comes at nine and brings the papers. Yes. He knows them all by heart.`
    expect(lowTechOf(mrHaile)).toEqual([
      `Without a screen\n${'x'.repeat(100)} asks you to wait.`,
      'Mr. Haile comes at nine and brings the papers. Yes. He knows them all by heart.',
    ])
    expect(lowTechOf(`${'Longer than a message with its heading. '.repeat(3)}`.trim().replaceAll('. L', ', l'))).toHaveLength(1)
  })
  it('cuts a checklist between its items, and an item only where it does not fit by itself', () => {
    const [course] = courses
    if (!course) throw new Error('There is no course.')
    const items = [
      'Ask. Then wait for the answer, and write it down.',
      `Offer two ways. ${'Let them choose. '.repeat(6)}`.trim(),
      'One thing. '.repeat(16).trim(),
    ]
    const cards = course.en.cards.map((card) => (card.kind === 'checklist' ? { ...card, body: 'With one client.', items } : card))
    const sent = texts({ ...course.en, cards }, 'en')
    const at = sent.findIndex((piece) => piece.startsWith('To try'))
    expect(sent[at]).toBe(`To try\nWith one client.\n- ${items[0]}`)
    expect(sent[at + 1]).toContain(`- ${items[1]}`)
    expect(sent.slice(at + 1, at + 4).join(' ')).toContain(items[2])
  })
  it('begins no list that it does not finish', () => {
    const [course] = courses
    if (!course) throw new Error('There is no course.')
    const list = Array.from({ length: 12 }, (_, index) => `- the ${index + 1}th of twelve things, with some words to say what it is for`).join('\n')
    const [read, ...rest] = course.en.cards
    const sent = (body: string) =>
      texts({ ...course.en, cards: [{ ...read, kind: 'read', cardId: 'x', heading: 'An idea', body } as typeof read & { kind: 'read' }, ...rest] }, 'en').join(
        '\n',
      )
    expect(sent(`One sentence. Twelve things:\n\n${list}`)).not.toMatch(/Twelve|1th/)
    expect(sent(`Twelve things:\n\n${list}`)).toContain('12th')
  })
  it('carries no markup of an author, whatever they wrote', () => {
    const [course] = courses
    if (!course) throw new Error('There is no course.')
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (written) => {
        const lowTech = `${written.replace(/\S{100,}/g, '')} **end** <script>x</script>`
        const pieces = texts({ ...course.en, lowTech }, 'en')
        expect(pieces.join(' ')).not.toMatch(/<script|\*\*end/)
      }),
    )
  })
})
