export const unsubscribe = {
  title: 'Stop the weekly e-mail?',
  lead: 'One tap, and it stops. You can start it again in your account.',
  confirm: 'Stop the e-mail',
  'done-title': 'The e-mail has stopped',
  'done-lead': 'Nothing else changes. Your path is where you left it.',
  'refused-title': 'This link is not one of ours',
  'refused-lead': 'Use the link in your newest message, or change it in your account.',
  account: 'My account',
} as const
