/** Headings of the component page, for who builds pages. */
export const design = {
  title: 'Components',
  lead: 'Every part of a page, in this language. Switch the language above, and the colours in your system.',
  colours: 'Colours',
  type: 'Type',
  buttons: 'Buttons',
  stairs: 'The stair',
  steps: 'Steps',
  progress: 'Progress',
  fields: 'Fields',
  choices: 'Choices',
  notices: 'Notices',
  sheets: 'Sheets',
  example: 'Protect what a client tells you',
  'example-lead': 'A sentence that opens a page and says how things stand.',
} as const
