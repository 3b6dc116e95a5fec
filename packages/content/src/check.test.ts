import { expect, test } from 'vitest'
import { type Changes, problemsAfter } from './content-fixture.ts'

const en = 'courses/ask-first/en.md'
const fr = 'courses/ask-first/fr.md'
const course = 'courses/ask-first/course.yaml'
const replace = (before: string, after: string) => (text: string) => text.replace(before, after)

/** Every problem of these changes is the one expected: the rule speaks, and no other does. */
async function onlyProblem(changes: Changes, expected: RegExp, options?: { stamp: boolean }) {
  const problems = await problemsAfter(changes, options)
  expect(problems.length).toBeGreaterThan(0)
  for (const problem of problems) expect(problem).toMatch(expected)
}

test('sound content has no problem', async () => {
  expect(await problemsAfter({})).toEqual([])
})

test('a missing half is a problem', () => onlyProblem({ [fr]: null }, /^courses\/ask-first\/fr\.md {2}This half is missing/))

test('a half without front matter is a problem', () => onlyProblem({ [en]: replace('---\n', '') }, /en\.md:1 {2}There is no front matter/))

test('changing one half makes the other stale', () =>
  onlyProblem({ [en]: replace('A plan fits', 'A good plan fits') }, /^courses\/ask-first\/fr\.md {2}This half is stale.*node src\/stamp\.ts ask-first/, {
    stamp: false,
  }))

test('changing which choice is right makes both halves stale', async () => {
  const swap = (text: string) => text.replace('ask: right', 'ask: other').replace('guess: other', 'guess: right')
  const problems = await problemsAfter({ [course]: swap }, { stamp: false })
  expect(problems).toHaveLength(2)
  for (const problem of problems) expect(problem).toContain('is stale')
})

test('moving the review date makes nothing stale', async () => {
  expect(await problemsAfter({ [course]: replace('2027-10-31', '2028-10-31') }, { stamp: false })).toEqual([])
})

test('a card that one language has under another id is a problem, with its line', () =>
  onlyProblem({ [fr]: replace('{#you}', '{#vous}') }, /^courses\/ask-first\/fr\.md:30 {2}The cards are why, words, what-first, vous, this-week/))

test('a card that one language lacks is a problem', () =>
  onlyProblem(
    { [en]: replace('## You {#you}\n\nWhen did somebody ask you well?\n', '') },
    /^courses\/ask-first\/en\.md:\d+ {2}The cards are why, words, what-first, this-week/,
  ))

test('a card of another kind in one language is a problem', () =>
  onlyProblem(
    { [fr]: replace('Un plan convient', '- Un {#un}\n  > Oui.\n- Deux {#deux}\n  > Non.\n\nUn plan convient') },
    /fr\.md:10 {2}Card why has choices or answers, and course\.yaml calls it read/,
  ))

test('a checklist without its list is a problem', () =>
  onlyProblem({ [en]: replace('- [ ] Ask.\n- [ ] Write it down.\n', '') }, /en\.md:34 {2}A checklist needs a list/))

test('a checklist without its opening sentence is a problem', () => onlyProblem({ [en]: replace('With one client.', '') }, /en\.md {2}.*card this-week, body/))

test('text after the choices is a problem, because nobody would see it', () =>
  onlyProblem({ [en]: replace('## You', 'Lost.\n\n## You') }, /en\.md:21 {2}Text after the list of card what-first/))

test('Markdown that a card does not show is a problem, with its line', () =>
  onlyProblem({ [en]: replace('A plan fits', '### A plan fits') }, /en\.md:12 {2}Cards do not show this Markdown: heading/))

test('a choice that one language lacks is a problem', () =>
  onlyProblem({ [fr]: replace('{#guess}', '{#deviner}') }, /fr\.md:21 {2}The choices of card what-first are ask, deviner/))

test('a choice without feedback is a problem, with its line', () =>
  onlyProblem({ [en]: replace('  > A guess saves a call, and may miss her day.\n', '') }, /en\.md:27 {2}The choice “Guess\.” has no feedback/))

test('a flashcard without a back is a problem', () =>
  onlyProblem({ [en]: replace('  > Who else uses it?\n', '') }, /en\.md:\d+ {2}The flashcard “Is it yours\?” has no back/))

test('a question without a right choice is a problem', () =>
  onlyProblem({ [course]: replace('ask: right', 'ask: other') }, /course\.yaml {2}The question what-first has no right choice/))

test('a question where every choice is right is a problem', () =>
  onlyProblem({ [course]: replace('guess: other', 'guess: right') }, /course\.yaml {2}The question what-first has no other choice/))

test('a course without a question is a problem', () =>
  onlyProblem({ [course]: replace('kind: question', 'kind: scenario') }, /course\.yaml {2}There is no question/))

test('a missing low-tech alternative is a problem', () => onlyProblem({ [en]: replace('lowTech: Ask aloud.\n', '') }, /en\.md.*(There is no lowTech|lowTech)/))

test('front matter that nothing reads is a problem', () => onlyProblem({ [en]: replace('lowTech:', 'lowtech: x\nlowTech:') }, /en\.md.*(lowtech)/))

test('a pack over 150 KB is a problem', async () => {
  const problems = await problemsAfter({ [en]: replace('A plan fits', `${'plan '.repeat(30_000)}fits`) })
  expect(problems).toContainEqual(expect.stringMatching(/^courses\/ask-first {2}The pack weighs 15\d KB of 150/))
})

test('minutes that do not fit the words are a problem', () =>
  onlyProblem({ [course]: replace('minutes: 3', 'minutes: 8') }, /course\.yaml {2}The course says 8 minutes; its words and pauses take about 2/))

test.each([
  [
    'a plain space before a question mark',
    'téléphone\u202f?',
    'téléphone ?',
    /fr\.md:16 {2}A no-break space is missing before ; \? or !.*node src\/typeset\.ts/,
  ],
  ['no space before a semicolon', 'Un plan convient', 'Un plan; il convient', /fr\.md:12 {2}A no-break space is missing before ;/],
  ['a plain space before a colon', 'Un plan convient', 'Un plan : il convient', /fr\.md:12 {2}A no-break space is missing before a colon/],
  ['plain spaces inside « »', 'Un plan', 'Un « plan »', /fr\.md:12 {2}A no-break space is missing inside « »/],
  ['a plain space inside a sum', 'Un plan', 'Un plan à 1 900\u00a0$', /fr\.md:12 {2}A no-break space is missing between a number and its unit/],
  ['a straight apostrophe', 'n’a pas', "n'a pas", /fr\.md:23 {2}An apostrophe is straight/],
  ['straight quotation marks', 'Un plan', 'Un "plan"', /fr\.md:12 {2}A quotation mark is straight/],
])('French with %s is a problem, with its line', (_, before, after, expected) => onlyProblem({ [fr]: replace(before, after) }, expected))

test('French times, addresses and ids need no spaces', async () => {
  expect(await problemsAfter({ [fr]: replace('Un plan', 'À 10:30, [un plan](https://example.org/a?b=c;d)') })).toEqual([])
})

test('French in the framework is held to the same typography', () =>
  onlyProblem(
    { 'framework/reaching-people.yaml': replace('Je peux demander avec tact.', "Je peux l'aider.") },
    /^framework\/reaching-people\.yaml:18 {2}An apostrophe is straight/,
  ))

test.each([
  [en, 'A plan fits', 'A plan simply fits', 'simply'],
  [en, 'A plan fits', 'Just ask. A plan fits', 'just'],
  [en, 'A plan fits', 'Obviously a plan fits', 'obviously'],
  [en, 'One question', 'Vulnerable people need it. One question', 'vulnerable'],
  [fr, 'Un plan', 'Il suffit de demander. Un plan', 'il suffit de'],
  [fr, 'Un plan', 'Évidemment, un plan', 'évidemment'],
  [fr, 'Un plan', 'Une victime. Un plan', 'victime'],
])('in %s, “%s” written as “%s” is refused', (file, before, after, word) =>
  onlyProblem({ [file]: replace(before, after) }, new RegExp(`:\\d+ {2}We do not write “${word}”`)),
)

test('words that only contain a refused word pass', async () => {
  expect(await problemsAfter({ [en]: replace('A plan fits', 'We adjust, and justice fits') })).toEqual([])
})

test('an exclamation mark is a problem', () =>
  onlyProblem({ [en]: replace('Samira did not answer.', 'Samira did not answer!') }, /en\.md:23 {2}There is an exclamation mark/))

test('a review date in the past is a problem', () =>
  onlyProblem({ [course]: replace('2027-10-31', '2026-12-03') }, /course\.yaml {2}The review was due on 2026-12-03/))

test('a review due today is not yet past', async () => {
  expect(await problemsAfter({ [course]: replace('2027-10-31', '2026-12-04') })).toEqual([])
})

test('an unknown competency is a problem', () =>
  onlyProblem({ [course]: replace('competencyId: asking', 'competencyId: guessing') }, /course\.yaml {2}There is no competency guessing/))

test('a course that leads to no higher level is a problem', () =>
  onlyProblem({ [course]: replace('toLevel: 2', 'toLevel: 1') }, /course\.yaml {2}The course goes from level 1 to 1/))

test('an unknown prerequisite is a problem', () =>
  onlyProblem({ [course]: replace('prerequisites: []', 'prerequisites: [no-such-course]') }, /course\.yaml {2}There is no course no-such-course to come first/))

test('a circle of prerequisites is a problem', async () => {
  const problems = await problemsAfter({ [course]: replace('prerequisites: []', 'prerequisites: [ask-again]') })
  expect(problems).toContainEqual(expect.stringMatching(/^courses\/ask-first\/course\.yaml {2}ask-first is in a circle/))
  expect(problems).toContainEqual(expect.stringMatching(/^courses\/ask-again\/course\.yaml {2}ask-again is in a circle/))
})

test('an unknown course in a path is a problem', () =>
  onlyProblem({ 'paths/first-path.yaml': replace('- ask-again', '- no-such-course') }, /^paths\/first-path\.yaml {2}There is no course no-such-course/))

test('a path with a course before its prerequisite is a problem', () =>
  onlyProblem(
    { 'paths/first-path.yaml': replace('- ask-first\n  - ask-again', '- ask-again\n  - ask-first') },
    /^paths\/first-path\.yaml {2}ask-first comes after ask-again/,
  ))

test('a floor with an unknown competency is a problem', () =>
  onlyProblem(
    { 'floors/settlement-worker.yaml': replace('competencyId: asking', 'competencyId: guessing') },
    /^floors\/settlement-worker\.yaml {2}There is no competency guessing/,
  ))

test('a floor with a level outside the four is a problem', () =>
  onlyProblem({ 'floors/settlement-worker.yaml': replace('level: 3', 'level: 5') }, /^floors\/settlement-worker\.yaml {2}levels\.0\.level/))

test('a floor with two levels for one competency is a problem', () =>
  onlyProblem(
    { 'floors/settlement-worker.yaml': (text) => `${text}  - competencyId: asking\n    level: 2\n    because:\n      en: Again.\n      fr: Encore.\n` },
    /^floors\/settlement-worker\.yaml {2}The competency asking has two levels/,
  ))

test('a floor under another name than its role profile is a problem', () =>
  onlyProblem(
    { 'floors/settlement-worker.yaml': replace('roleProfile: settlement-worker', 'roleProfile: team-leader') },
    /^floors\/settlement-worker\.yaml {2}The role profile is team-leader/,
  ))

test('YAML that cannot be read is a problem, not a crash', () =>
  onlyProblem({ 'paths/first-path.yaml': replace('courseIds:', 'courseIds: :\n- [') }, /^paths\/first-path\.yaml {2}Not readable as YAML/))
