/** The four comfort steps, and not being sure. */
export const level = {
  '1': 'Starting out',
  '2': 'With some help',
  '3': 'On my own',
  '4': 'I show others',
  unknown: 'Not sure',
} as const
