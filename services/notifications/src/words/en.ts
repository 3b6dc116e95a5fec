/** What the digest says in English. Plain words; nothing that counts what somebody did not do. */
export const en = {
  'subject-asked': '{count, plural, one {Someone asks for your help} other {# people ask for your help}}',
  'subject-next': 'Your next {minutes, plural, one {minute} other {#\u00a0minutes}}: {title}',
  'subject-answered': 'Your question has an answer',
  'subject-teams': '{count, plural, one {How your team is getting on} other {How your teams are getting on}}',
  'subject-cohort': 'News from your cohort',
  greeting: 'Hello {name}',
  'lead-next': 'Your next step is ready whenever you are.',
  'lead-answered': 'There is something new for you.',
  'lead-teams': 'Here is where things stand.',

  'my-learning': 'My learning',
  'next-course': 'Your next course',
  'next-about': '{minutes, plural, one {#\u00a0minute} other {#\u00a0minutes}}, step {step} of {steps}',
  'next-about-path': '{minutes, plural, one {#\u00a0minute} other {#\u00a0minutes}}, step {step} of {steps} in {path}',
  begin: 'Start',
  continue: 'Continue',
  'finish-on': 'At your weekly pace, you finish this path by {day}.',
  'due-on': 'The date to keep in mind is {day}.',
  'other-paths': '{count, plural, one {Another path is on your page too.} other {# other paths are on your page too.}}',
  'new-path':
    'New for you: {path}. {steps, plural, one {One short course} other {# short courses}}, {minutes, plural, one {#\u00a0minute} other {#\u00a0minutes}} in all.',
  'new-own-path':
    'Your own path is ready: {steps, plural, one {one short course} other {# short courses}}, {minutes, plural, one {#\u00a0minute} other {#\u00a0minutes}} in all.',
  'answered-by': '{name} answered your question.',
  answered: '{count, plural, one {Your question has an answer.} other {# of your questions have an answer.}}',
  'read-answer': 'Read the answer',

  'my-teams': '{count, plural, one {My team} other {My teams}}',
  'team-of': 'The team with {names}',
  'team-all-moving': '{size, plural, one {The one person in it is moving.} other {All # people are moving.}}',
  'team-moving': '{moving} of {size} people {moving, plural, one {is} other {are}} moving.',
  'team-quiet': 'It has been quiet for two weeks. A kind word from you can help.',
  'team-waiting': 'No path is open at the moment.',
  'team-without-time': '{count, plural, one {One person has no protected time yet.} other {# people have no protected time yet.}}',
  'team-without-time-all': 'Nobody has protected time yet.',
  'open-team': 'Open the team',

  'my-cohort': 'My cohort',
  'asked-for-help': '{count, plural, one {{names} asks for your help.} other {{names} ask for your help.}}',
  'cohort-quiet':
    '{count, plural, one {One person has been quiet for two weeks. A short hello can help.} other {# people have been quiet for two weeks. A short hello can help.}}',
  'open-cohort': 'Open my cohort',

  'finished-path': '{names} finished {path}.',
  'finished-own-path': '{names} finished their own path.',
  'other-people': '{count, plural, one {one other person} other {# other people}}',
  'some-people': '{count, plural, one {one person} other {# people}}',

  'why-this-mail': 'One mail a week at most, and only when there is something to tell.',
  'why-this-answer': 'You asked to hear at once when one of your questions is answered. You can change that in your account.',
  'open-handrail': 'Open Handrail',
  unsubscribe: 'Stop these mails',
} as const
