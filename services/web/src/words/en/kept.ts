/** What is said of learning with no signal. */
export const kept = {
  waiting: 'Saved on this phone. It is sent when there is a signal.',
  sent: 'Sent. Nothing is waiting on this phone.',
  away: 'No signal. Kept courses work all the same.',
  stays: 'Some of what you did is not sent yet, and signing out removes it. To leave all the same, sign out again.',
  title: 'With no signal',
  switch: 'Keep the next {count, plural, one {course} other {# courses}} on this phone, {size}',
  hint: 'They work on the bus, in the basement, or with no data left. Signing out removes them.',
  'state-on': 'On this phone',
  'state-off': 'Not on this phone',
  'state-getting': 'Getting them',
  'no-signal-title': 'This page needs a signal',
  'no-signal-lead': 'Nothing of yours is lost. Your path and the courses on this phone work without it.',
  'no-signal-go': 'Go to my path',
  'asked-title': 'Your question is saved on this phone',
  'asked-lead': 'It goes to your champion as soon as there is a signal. You can go on meanwhile.',
  'asked-go': 'Back to the course',
} as const
