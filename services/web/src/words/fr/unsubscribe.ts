import type { unsubscribe as english } from '../en/unsubscribe.ts'
import type { Translated } from '../translated.ts'

export const unsubscribe: Translated<typeof english> = {
  title: 'Ne plus recevoir le courriel hebdomadaire?',
  lead: 'Appuyez une fois, et c’est fait. Vous pourrez le réactiver dans votre compte.',
  confirm: 'Ne plus le recevoir',
  'done-title': 'Vous ne recevrez plus ce courriel',
  'done-lead': 'Rien d’autre ne change. Votre parcours est là où vous l’avez laissé.',
  'refused-title': 'Ce lien ne vient pas de nous',
  'refused-lead': 'Utilisez le lien de votre dernier message, ou changez ce réglage dans votre compte.',
  account: 'Mon compte',
}
