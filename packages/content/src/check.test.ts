import { expect, test } from 'vitest'
import { type Changes, problemsAfter } from './content-fixture.ts'

const en = 'courses/ask-first/en.md'
const fr = 'courses/ask-first/fr.md'
const course = 'courses/ask-first/course.yaml'
const again = {
  course: 'courses/ask-again/course.yaml',
  en: 'courses/ask-again/en.md',
  fr: 'courses/ask-again/fr.md',
  drawing: 'courses/ask-again/two-phones.svg',
}
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
  onlyProblem({ [en]: replace('A plan fits', 'A good plan fits') }, /^courses\/ask-first\/fr\.md {2}This half is stale.*pnpm content stamp ask-first/, {
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
  onlyProblem(
    { [fr]: replace('{#you}', '{#vous}') },
    /^courses\/ask-first\/fr\.md:30 {2}The cards are why, words, what-first, vous, this-week, three-steps, who-says-what, together/,
  ))

test('a card that one language lacks is a problem', () =>
  onlyProblem(
    { [en]: replace('## You {#you}\n\nWhen did somebody ask you well?\n', '') },
    /^courses\/ask-first\/en\.md:\d+ {2}The cards are why, words, what-first, this-week, three-steps, who-says-what, together/,
  ))

test('a card of another kind in one language is a problem', () =>
  onlyProblem(
    { [fr]: replace('Un plan convient', '- Un {#un}\n  > Oui.\n- Deux {#deux}\n  > Non.\n\nUn plan convient') },
    /fr\.md:10 {2}Card why has choices or answers, and the YAML file calls it read/,
  ))

test('a checklist without its list is a problem', () =>
  onlyProblem({ [en]: replace('- [ ] Ask.\n- [ ] Write it down.\n', '') }, /en\.md:34 {2}A checklist needs a list/))

test('a checklist without its opening sentence is a problem', () => onlyProblem({ [en]: replace('With one client.', '') }, /en\.md {2}.*card this-week, body/))

test('a choice with Markdown is a problem, because the player shows it as written', () =>
  onlyProblem({ [en]: replace('- Guess. {#guess}', '- **Guess**. {#guess}') }, /en\.md:27 {2}“\*\*Guess\*\*\.” has Markdown/))

test('text after the choices is a problem, because nobody would see it', () =>
  onlyProblem({ [en]: replace('## You', 'Lost.\n\n## You') }, /en\.md:21 {2}Text after the list of card what-first/))

test('Markdown that a card does not show is a problem, with its line', () =>
  onlyProblem({ [en]: replace('A plan fits', '### A plan fits') }, /en\.md:12 {2}Cards do not show this Markdown: heading/))

test('a choice that one language lacks is a problem', () =>
  onlyProblem({ [fr]: replace('{#guess}', '{#deviner}') }, /fr\.md:21 {2}The choices of card what-first are ask, deviner/))

test('a right choice that its length gives away is a problem, with its line', () =>
  onlyProblem(
    { [en]: replace('- Ask what works. {#ask}', '- Ask what works for her, on which day, and in which of her languages. {#ask}') },
    /en\.md:25 {2}The right choice has \d+ letters, and the longest other 6: its length gives it away/,
  ))

test('a choice without feedback is a problem, with its line', () =>
  onlyProblem({ [en]: replace('  > A guess saves a call, and may miss her day.\n', '') }, /en\.md:27 {2}The choice “Guess\.” has no feedback/))

test('a flashcard without a back is a problem', () =>
  onlyProblem({ [en]: replace('  > Who else uses it?\n', '') }, /en\.md:\d+ {2}The flashcards item “Is it yours\?” has no back/))

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
  onlyProblem({ [course]: replace('minutes: 3', 'minutes: 8') }, /course\.yaml {2}The course says 8 minutes; its words and pauses take about 3/))

test.each([
  ['a plain space before a question mark', 'téléphone?', 'téléphone ?', /fr\.md:16 {2}There is a space before ; \? or !.*pnpm content typeset/],
  ['a narrow no-break space before a question mark', 'téléphone?', 'téléphone\u202f?', /fr\.md:16 {2}There is a space before ; \? or !/],
  ['a no-break space before a semicolon', 'Un plan convient', 'Un plan\u00a0; il convient', /fr\.md:12 {2}There is a space before ;/],
  ['a plain space before a colon', 'Un plan convient', 'Un plan : il convient', /fr\.md:12 {2}A no-break space is missing before a colon/],
  ['plain spaces inside « »', 'Un plan', 'Un « plan »', /fr\.md:12 {2}A no-break space is missing inside « »/],
  ['a plain space inside a sum', 'Un plan', 'Un plan à 1 900\u00a0$', /fr\.md:12 {2}A no-break space is missing between a number and its unit/],
  ['a straight apostrophe', 'n’a pas', "n'a pas", /fr\.md:23 {2}An apostrophe is straight/],
  ['straight quotation marks', 'Un plan', 'Un "plan"', /fr\.md:12 {2}A quotation mark is straight/],
])('French with %s is a problem, with its line', (_, before, after, expected) => onlyProblem({ [fr]: replace(before, after) }, expected))

test('French times, addresses and ids need no spaces', async () => {
  const source = replace('cards:', 'sources:\n  - url: https://example.org/a?b=c;d\n    reviewOn: 2027-10-31\ncards:')
  expect(await problemsAfter({ [fr]: replace('Un plan', 'À 10:30, [un plan](https://example.org/a?b=c;d)'), [course]: source })).toEqual([])
})

test('French in the framework is held to the same typography', () =>
  onlyProblem(
    { 'framework/asking.yaml': replace('Je peux demander avec tact.', "Je peux l'aider.") },
    /^framework\/asking\.yaml:22 {2}An apostrophe is straight/,
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
    { 'floors/settlement-worker.yaml': (text) => `${text}${text.slice(text.indexOf('  - competencyId: asking')).replace('level: 3', 'level: 2')}` },
    /^floors\/settlement-worker\.yaml {2}The competency asking has two levels/,
  ))

test('a floor that does not show what the steps look like in the job is a problem', () =>
  onlyProblem(
    { 'floors/settlement-worker.yaml': (text) => text.slice(0, text.indexOf('    examples:')) },
    /^floors\/settlement-worker\.yaml {2}asking has no examples/,
  ))

test('an example that is missing in a language is a problem', () =>
  onlyProblem(
    { 'floors/settlement-worker.yaml': replace('        fr: Je demande avec une fiche.\n', '') },
    /^floors\/settlement-worker\.yaml {2}levels\.0\.examples\.2\.fr/,
  ))

test('a floor under another name than its role profile is a problem', () =>
  onlyProblem(
    { 'floors/settlement-worker.yaml': replace('roleProfile: settlement-worker', 'roleProfile: team-leader') },
    /^floors\/settlement-worker\.yaml {2}The role profile is team-leader/,
  ))

test('YAML that cannot be read is a problem, not a crash', () =>
  onlyProblem({ 'paths/first-path.yaml': replace('courseIds:', 'courseIds: :\n- [') }, /^paths\/first-path\.yaml {2}Not readable as YAML/))

test('a course that asks, and leaves no private moment, is a problem', () =>
  onlyProblem({ [course]: replace('kind: reflection', 'kind: read') }, /course\.yaml {2}There is no reflection/))

test('a course that sends nobody to a client is a problem', async () => {
  const problems = await problemsAfter({ [again.course]: replace('kind: checklist', 'kind: read') })
  expect(problems).toContainEqual(expect.stringMatching(/course\.yaml {2}There is no checklist/))
})

test('a course without something to talk about is a problem', () =>
  onlyProblem({ [course]: replace('kind: discussion', 'kind: read') }, /course\.yaml {2}There is no discussion/))

test('an item to put in order that does not say why it stands there is a problem, with its line', () =>
  onlyProblem({ [en]: replace('   > A name comes first.\n', '') }, /en\.md:45 {2}The order item “Greet\.” does not say why it stands there/))

test('items in another order than the YAML file has are a problem', () =>
  onlyProblem(
    { [course]: replace('[greet, question, thank]', '[question, greet, thank]') },
    /(en|fr)\.md:41 {2}The items of card three-steps are greet, question, thank/,
  ))

test('a left side with nothing that belongs to it is a problem', () =>
  onlyProblem({ [en]: replace('  > Have you eaten?\n', '') }, /en\.md:\d+ {2}The match item “At noon” has nothing that belongs to it/))

test('a turn that one language lacks is a problem', () =>
  onlyProblem({ [again.fr]: replace('{#people-listen}', '{#on-ecoute}') }, /fr\.md:18 {2}The (turns of card the-bus are on-ecoute|choices of card on-ecoute)/))

test('a turn under a card that has none is a problem', () =>
  onlyProblem({ [again.course]: replace('kind: scenario', 'kind: question') }, /Cards do not show this Markdown: heading|The question people-listen/))

test('a choice of a turn without feedback is a problem', () =>
  onlyProblem({ [again.en]: replace('  > Yes. You can call back.\n', '') }, /en\.md:\d+ {2}The choice “Stop\.” has no feedback/))

test('a turn without a right choice is a problem', () =>
  onlyProblem({ [again.course]: replace('stop: right', 'stop: other') }, /course\.yaml {2}The scenario people-listen has no right choice/))

test('a choice that leads nowhere is a problem', async () => {
  const problems = await problemsAfter({ [again.course]: replace('leadsTo: people-listen', 'leadsTo: nowhere') })
  expect(problems).toContainEqual(expect.stringMatching(/course\.yaml {2}A choice of the-bus leads to nowhere, which is no later turn/))
})

test('a turn that no choice leads to is a problem', () =>
  onlyProblem({ [again.course]: replace('{ is: other, leadsTo: people-listen }', 'other') }, /course\.yaml {2}No choice leads to the turn people-listen/))

test('a picture without alternative text is a problem, with its line', () =>
  onlyProblem(
    { [again.en]: replace('Two phones side by side; on the second a light is on.', '') },
    /en\.md:27 {2}The picture of card two-phones has no alternative text/,
  ))

test('a picture on a card of another kind is a problem', () =>
  onlyProblem({ [again.course]: replace('kind: image', 'kind: read') }, /(en|fr)\.md:27 {2}Card two-phones has a picture, and the YAML file calls it read/))

test('a picture without its drawing is a problem', async () => {
  const problems = await problemsAfter({ [again.drawing]: null })
  expect(problems).toContainEqual(expect.stringMatching(/en\.md:27 {2}There is no drawing two-phones\.svg/))
})

test.each([
  ['words', '<circle', '<text x="1" y="9">Hello</text><circle', /A drawing does not have <text>, text\./],
  ['a script', '<circle', '<script>alert(1)</script><circle', /A drawing does not have <script>, text\./],
  ['a colour of its own', 'class="warm"', 'fill="#f00"', /A drawing does not have the attribute fill\./],
  ['a class that no page colours', 'class="warm"', 'class="red"', /A drawing does not have the class red\./],
  ['no size to fit a screen by', 'viewBox="0 0 60 40"', '', /does not begin with <svg viewBox/],
  ['a tag that is not closed', '</svg>', '', /Not readable as SVG/],
  ['too many points', '<circle', `<path class="line" d="M0 0${' 1 1'.repeat(2_000)}"/><circle`, /weighs 8\d{3} bytes of 6000/],
])('a drawing with %s is a problem', (_, before, after, expected) => onlyProblem({ [again.drawing]: replace(before, after) }, expected))

test('a drawing that no card shows is a problem', () =>
  onlyProblem({ 'courses/ask-again/other.svg': () => '<svg viewBox="0 0 1 1"></svg>' }, /other\.svg {2}No card shows this drawing/))

test('a link without a review date is a problem, with its line', () =>
  onlyProblem(
    { [en]: replace('A plan fits', 'A [plan](https://example.org/plan) fits') },
    /en\.md:12 {2}The source https:\/\/example\.org\/plan has no review date/,
  ))

test('a source that neither half links to is a problem', () =>
  onlyProblem(
    { [again.en]: replace('[more](https://example.org/asking)', 'more'), [again.fr]: replace('[plus](https://example.org/asking)', 'plus') },
    /course\.yaml {2}Neither half links to the source https:\/\/example\.org\/asking/,
  ))

test('a source whose review date is past is a problem', () =>
  onlyProblem(
    { [again.course]: replace('asking\n    reviewOn: 2027-10-31', 'asking\n    reviewOn: 2026-12-03') },
    /The source https:\/\/example\.org\/asking was to be looked at by 2026-12-03/,
  ))

test('law without a privacy lead to confirm it is a problem, in either language', async () => {
  await onlyProblem({ [en]: replace('A plan fits', 'The law says so. A plan fits') }, /en\.md:12 {2}This touches law/)
  await onlyProblem({ [fr]: replace('Un plan', 'La loi le dit. Un plan') }, /fr\.md:12 {2}This touches law/)
  expect(await problemsAfter({ [en]: replace('A plan fits', 'The law says so; have your privacy lead confirm. A plan fits') })).toEqual([])
})

test('a third product is a problem', () =>
  onlyProblem({ [en]: replace('A plan fits', 'With Zoom, Teams or Signal, a plan fits') }, /en\.md.*(names 3 products: Zoom, Teams, Signal|No dictionary)/))

const hardEnglish =
  'Organizational considerations regarding professional communication necessitate comprehensive documentation of administrative responsibilities throughout international collaboration'
const hardFrench =
  'Les considérations organisationnelles relatives à la communication professionnelle nécessitent une documentation exhaustive des responsabilités administratives pendant la collaboration internationale'

test('English above grade 8 is a problem, at its hardest card', () =>
  onlyProblem(
    { [en]: (text) => text.replace('A plan fits when it begins with a question.', `${hardEnglish}. `.repeat(6)) },
    /en\.md:10 {2}English at reading grade \d+\.\d; grade 8 is the limit|course\.yaml/,
  ))

test('French below an ease of 60 is a problem, at its hardest card', () =>
  onlyProblem(
    { [fr]: (text) => text.replace('Un plan convient quand il commence par une question.', `${hardFrench}. `.repeat(6)) },
    /fr\.md:10 {2}French with a reading ease of -?\d+; 60 is the limit \(Kandel and Moles\)|course\.yaml/,
  ))

test('names and terms of the field are not counted as hard words', async () => {
  const terms = 'Professional documentation'
  const text = (name: string) => ({
    [en]: replace('A plan fits when it begins with a question.', 'Professional documentation. '.repeat(30)),
    'field-terms/en.txt': () => name,
  })
  expect(await problemsAfter(text('Samira\n'))).toContainEqual(expect.stringMatching(/reading grade/))
  expect((await problemsAfter(text(`${terms}\n`))).filter((problem) => problem.includes('reading grade'))).toEqual([])
})

test.each([
  [en, 'A plan fits', 'A plann fits', /en\.md:12 {2}No dictionary has “plann”\. Is it plan/],
  [en, 'A plan fits', 'The color fits', /en\.md:12 {2}No dictionary has “color”\. Is it colour/],
  [fr, 'Un plan', 'Un ordinatteur', /fr\.md:12 {2}No dictionary has “ordinatteur”\. Is it ordinateur/],
  ['framework/asking.yaml', 'We ask before', 'We askk before', /asking\.yaml:7 {2}No dictionary has “askk”/],
])('in %s, “%s” misspelled as “%s” is a problem', (file, before, after, expected) => onlyProblem({ [file]: replace(before, after) }, expected))

test('names, addresses, elisions and inversions are spelled right', async () => {
  expect(
    await problemsAfter({
      [fr]: replace('Un plan', 'Dites-le à Samira, qu’elle l’entende : a-t-elle lu canada.ca? Un plan'.replace(' :', '\u00a0:')),
    }),
  ).toEqual([])
})

test.each([
  [en, 'Samira did not answer.', 'Samira did not answer. Choose all that fit.', /en\.md:21 {2}Card what-first says “Choose all”.*Take it out/],
  [fr, 'Samira n’a pas répondu.', 'Samira n’a pas répondu. Cochez tout ce qui convient.', /fr\.md:21 {2}Card what-first says “Cochez tou”/],
  [en, 'When did somebody ask you well?', 'When did somebody ask you well?\n\nNobody else sees this.', /en\.md:\d+ {2}Card you says “Nobody else”.*on paper/],
  [fr, 'bien posé une question?', 'bien posé une question? Cela reste avec vous.', /fr\.md:\d+ {2}Card you says “reste avec vous”/],
  [en, 'When did a question help?', 'Twenty minutes. When did a question help?', /en\.md:\d+ {2}Card together says “Twenty minutes”.*session guide/],
  [fr, 'Quand une question a-t-elle aidé?', 'Vingt minutes. Quand une question a-t-elle aidé?', /fr\.md:\d+ {2}Card together says “Vingt minutes”/],
])('in %s, what the page or the channel says around a card is a problem: %s', (file, before, after, expected) =>
  onlyProblem({ [file]: replace(before, after) }, expected),
)

test('a scenario check with fewer than two items for a level is a problem', () =>
  onlyProblem(
    { 'checks/asking/check.yaml': replace('toLevel: 4', 'toLevel: 3') },
    /^checks\/asking\/check\.yaml {2}There are fewer than 2 scenario items for level 4/,
  ))

test('a scenario item without feedback is a problem', () =>
  onlyProblem(
    { 'checks/asking/en.md': replace('  > Yes. She knows her day.\n', '') },
    /^checks\/asking\/en\.md:\d+ {2}The choice “Ask what works\.” has no feedback/,
  ))

test('a scenario check is stale when the other half changes', () =>
  onlyProblem({ 'checks/asking/en.md': replace('She knows her day', 'She knows her own day') }, /^checks\/asking\/fr\.md {2}This half is stale.*stamp asking/, {
    stamp: false,
  }))

test('a floor that courses do not lead up to is a problem', () =>
  onlyProblem(
    { 'floors/settlement-worker.yaml': replace('level: 3', 'level: 4') },
    /^floors\/settlement-worker\.yaml {2}It asks for level 4 in asking, and courses lead to level 3/,
  ))

test('a competency that no floor asks for is a problem', () =>
  onlyProblem(
    { 'floors/settlement-worker.yaml': (text) => `${text.slice(0, text.indexOf('levels:'))}levels: []\n` },
    /(framework\/asking\.yaml {2}No floor asks for this competency|The floor is empty)/,
  ))

test('a competence that no crosswalk has is a problem', () =>
  onlyProblem(
    { 'framework/asking.yaml': replace('"2.1"', '"9.9"') },
    /^framework\/asking\.yaml {2}It names a competence or component that is not in framework\/crosswalks\.yaml/,
  ))
