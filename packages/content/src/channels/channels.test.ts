import { type Language, languages, type MicroCourse } from '@handrail/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channelsOf } from '../build.ts'
import { loadLibrary } from '../index.ts'
import { handout } from './handout.ts'
import { phoneScript, phoneScriptText } from './phone-script.ts'
import { plainText } from './prose.ts'
import { sessionGuide } from './session-guide.ts'
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
    const written = phoneScriptText(half, course.minutes, language)
    expect(written).not.toContain('https://')
    const script = bare(written)
    for (const card of half.cards) {
      if ('body' in card) expect(script).toContain(bare(plainText(card.body ?? '', { addresses: false })).trim())
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
    expect(built['session-guide.html']?.match(/<tr\b/g)?.length).toBeGreaterThan(14)
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

describe('a phone script', () => {
  it('says the answer of a flashcard on a line of its own, after the pause', () => {
    const [course] = courses
    if (!course) throw new Error('There is no course.')
    const cards = [
      { kind: 'flashcards' as const, cardId: 'x', heading: 'Words', body: 'Say it aloud.', cards: [{ front: 'Preview', back: 'The first words.' }] },
    ]
    expect(phoneScript({ ...course.en, cards }, 5, 'en').find(({ heading }) => heading === 'Words')?.lines).toEqual([
      { cue: false, text: 'Say it aloud.' },
      { cue: false, text: expect.stringContaining('front of each card') },
      { cue: false, text: 'Preview' },
      { cue: true, text: 'Pause' },
      { cue: false, text: 'Answer: The first words.' },
    ])
  })
  it('keeps what only the caller reads apart, and what fits in plain sight', () => {
    const [course] = courses
    if (!course) throw new Error('There is no course.')
    const choice = (choiceId: string, right: boolean) => ({ choiceId, text: `Do ${choiceId}.`, right, feedback: `About ${choiceId}.` })
    const cards = [{ kind: 'question' as const, cardId: 'x', heading: 'Which?', body: 'Which ones?', choices: [choice('one', true), choice('two', true)] }]
    const lines = phoneScript({ ...course.en, cards }, 5, 'en').find(({ heading }) => heading === 'Which?')?.lines ?? []
    expect(lines.filter(({ cue }) => cue).map(({ text }) => text)).toEqual(['Pause', expect.any(String), 'If they say 1:', 'If they say 2:'])
    expect(lines.find(({ text }) => text.includes('read the choices'))?.text).toContain('More than one fits')
  })
})

describe('on paper', () => {
  const [course] = courses
  if (!course) throw new Error('There is no course.')
  const printed = (card: MicroCourse['en']['cards'][number], language: Language = 'en') => String(handout({ ...course[language], cards: [card] }, 5, language))
  const order = (body: string) => ({
    kind: 'order' as const,
    cardId: 'x',
    heading: 'Before',
    body,
    items: [{ itemId: 'a', text: 'Ask.', why: 'It comes first.' }],
  })
  it('nobody puts in order what stands in order', () => {
    const page = printed(order('On Thursday he comes. Put your half hour with Mr. Petrenko in order. Take your time.'))
    expect(page).toContain('<p>On Thursday he comes. Take your time.</p>')
    expect(printed(order('Mettez en ordre votre demi-heure avec M. Petrenko.'), 'fr')).not.toMatch(/Mettez|Petrenko/)
    expect(printed(order('She said: “Put it down.”'))).toContain('Put it down')
  })
  it('no kicker says what the heading says', () => {
    const list = (heading: string) => printed({ kind: 'checklist', cardId: 'x', heading, body: 'With one client.', items: ['Ask.', 'Wait.'] })
    expect(list('Try it this week')).not.toContain('class="kicker">Try it')
    expect(list('Your next call')).toContain('class="kicker">Try it')
  })
  it('flashcards keep the sentence that leads to them', () => {
    expect(printed({ kind: 'flashcards', cardId: 'x', heading: 'Words', body: 'Say it aloud.', cards: [{ front: 'A', back: 'B' }] })).toContain('Say it aloud.')
  })
  it('a session guide names the choice that it brings out', () => {
    const choices = [
      { choiceId: 'a', text: 'Call first.', right: true, feedback: 'Yes. It is quick.' },
      { choiceId: 'b', text: 'Wait.', right: false, feedback: 'It may help.' },
    ]
    const guide = String(sessionGuide({ ...course.en, cards: [{ kind: 'question', cardId: 'x', heading: 'Which?', body: 'What first?', choices }] }, 'en'))
    expect(guide).toContain('Bring out: <strong>Call first.</strong> Yes. It is quick.')
    expect(guide).toContain('9–12\u00a0min')
  })
})

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
