import type { followUp as english } from '../en/follow-up.ts'
import type { Translated } from '../translated.ts'

export const followUp: Translated<typeof english> = {
  'a-month-ago': 'Une formation du mois passé',
  used: 'Cela vous a-t-il servi avec quelqu’un?',
  yes: 'Oui',
  'not-yet': 'Pas encore',
  'does-not-fit': 'Ça ne va pas avec mon travail',
  whose: 'Votre réponse est à vous. On ne compte que des nombres, sans noms.',
  'put-away': 'Ranger cette question',
  barrier: 'Qu’est-ce qui a fait obstacle?',
  'barrier-lead': 'Un seul choix suffit. Votre organisme voit ainsi ce qui manque aux équipes.',
  'barrier-missing': 'Choisissez une réponse, ou passez la question',
  time: 'Le temps',
  device: 'L’appareil ou la connexion',
  'not-sure-how': 'Je ne savais pas trop comment m’y prendre',
  other: 'Autre chose',
  note: 'Une note pour vous (facultatif)',
  'note-hint': 'Cela reste à vous; personne au travail ne le lit. Ne nommez personne de votre clientèle.',
  'note-long': 'Raccourcissez\u00a0: au plus 200 caractères',
  send: 'Envoyer',
  'leave-open': 'Passer la question',
  'said-yes': 'Bonne nouvelle. Merci.',
  'said-thanks': 'Merci.',
  'said-away': 'C’est rangé. On ne vous le redemandera pas.',
  'said-not-sure-how': 'Merci. Votre champion ou championne numérique a peut-être une idée pour commencer.',
  'ask-about-it': 'Demander un coup de main',
}
