import type { check as english } from '../en/check.ts'
import type { Translated } from '../translated.ts'

export const check: Translated<typeof english> = {
  offer: 'Montrer que je sais déjà',
  title: '{course}\u00a0: montrer ce qu’on sait déjà',
  heading: 'Montrez ce que vous savez déjà faire',
  lead: '{count, plural, one {# question} many {# de questions} other {# questions}}. Si chaque réponse convient, la formation est considérée comme terminée. Sinon, rien n’est noté.',
  place: 'Question {at} sur {total}',
  open: 'Choisissez une réponse\u00a0: {question}',
  send: 'Voir si cela compte',
  'rather-learn': 'Je préfère suivre la formation',
  'not-yet': 'Ces {minutes} minutes en valent la peine',
  'not-yet-lead': 'Au moins une réponse ne convenait pas encore. La formation montre pourquoi en quelques cartes.',
  'not-noted': 'Rien n’a été noté nulle part. Vous pouvez réessayer n’importe quel jour.',
  'to-course': 'Voir la formation',
}
