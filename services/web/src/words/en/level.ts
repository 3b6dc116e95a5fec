/** The four comfort steps, not being sure, and not my job. */
export const level = {
  '1': 'Starting out',
  '2': 'With some help',
  '3': 'On my own',
  '4': 'I show others',
  unknown: 'Not sure',
  'not-my-job': 'Not part of my work',
} as const
