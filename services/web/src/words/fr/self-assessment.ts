import type { selfAssessment as english } from '../en/self-assessment.ts'
import type { Translated } from '../translated.ts'

export const selfAssessment: Translated<typeof english> = {
  title: 'Où vous sentez-vous à l’aise?',
  lead: 'Pour chaque volet de votre travail, choisissez la marche qui vous ressemble le plus aujourd’hui.',
  'what-you-get': 'Ce que vous recevez',
  'get-path': 'Un court parcours qui comble seulement les écarts importants pour votre rôle',
  'get-reasons': 'La raison de chaque étape, et ce que vous pouvez sauter',
  'get-strengths': 'Un portrait de vos forces',
  'good-to-know': 'Bon à savoir',
  'know-time': '{questions, plural, one {# question} many {# de questions} other {# questions}}, environ {minutes} minutes. Vous pouvez arrêter et revenir.',
  'know-role': 'Les questions correspondent à votre rôle\u00a0: {role}.',
  'know-private': 'Vos réponses sont à vous. Ni votre gestionnaire ni votre établissement ne les voient, sauf si vous les partagez.',
  'know-unsure': 'Vous hésitez? C’est aussi une réponse, et elle ne compte jamais comme faible.',
  start: 'Commencer',
  resume: 'Reprendre',
  again: 'Répondre de nouveau',
  'again-lead': 'Vous avez répondu le {date}. Répondre de nouveau refait votre portrait et met votre parcours à jour.',
  'see-picture': 'Voir mon portrait',
  step: 'Question {at} sur {total}',
  legend: 'Quelle marche vous ressemble aujourd’hui?',
  'unsure-note': 'Je n’ai pas essayé, ou je ne saurais dire.',
  next: 'Suivant',
  'choose-one': 'Choisissez la marche qui vous ressemble le plus, ou «\u00a0Je ne sais pas encore\u00a0»',
  saved: 'Enregistré au fur et à mesure',
  'review-title': 'Un dernier coup d’œil',
  'review-lead': 'Changez ce que vous voulez. Ensuite, nous préparons votre parcours.',
  'review-open':
    '{count, plural, one {# question reste ouverte. C’est correct\u00a0: nous la notons «\u00a0je ne sais pas encore\u00a0».} many {# de questions restent ouvertes. C’est correct\u00a0: nous les notons «\u00a0je ne sais pas encore\u00a0».} other {# questions restent ouvertes. C’est correct\u00a0: nous les notons «\u00a0je ne sais pas encore\u00a0».}}',
  'not-answered': 'Ouverte',
  change: 'Changer',
  'change-what': 'Changer\u00a0: {competency}',
  submit: 'Préparer mon parcours',
  'arriving-title': 'Votre parcours se prépare',
  'arriving-lead': 'Nous comparons vos réponses avec ce que demande votre rôle. Un instant.',
  'arriving-late':
    'C’est un peu plus long que d’habitude. Vos réponses sont en sécurité. Vous pouvez fermer cette page; le parcours sera sur votre page d’accueil.',
}
