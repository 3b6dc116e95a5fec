export const check = {
  offer: 'Show what you can do already',
  title: '{course}: show what you can do already',
  heading: 'Show what you can do already',
  lead: '{count, plural, one {# question} other {# questions}}. If every answer fits, the course counts as done. If not, nothing is noted.',
  place: 'Question {at} of {total}',
  open: 'Choose an answer: {question}',
  send: 'See if it counts',
  'rather-learn': 'I would rather take the course',
  'not-yet': 'Worth the {minutes} minutes',
  'not-yet-lead': 'One or more answers did not fit yet. The course shows why, in a few cards.',
  'not-noted': 'This was not noted anywhere. You can try again any day.',
  'to-course': 'See the course',
} as const
