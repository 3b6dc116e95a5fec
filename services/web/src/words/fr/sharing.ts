import type { sharing as english } from '../en/sharing.ts'
import type { Translated } from '../translated.ts'

export const sharing: Translated<typeof english> = {
  title: 'Qui voit quoi',
  lead: 'Vos réponses vous appartiennent. Vous décidez, un point à la fois, et vous pouvez changer d’avis quand vous voulez.',
  'team-picture': 'Me compter dans le portrait de l’équipe',
  'team-picture-sees':
    'La page de votre équipe dit où en est le groupe, avec des mots comme «\u00a0quelques-uns\u00a0» ou «\u00a0la plupart\u00a0», et seulement à partir de cinq personnes. Jamais de nom.',
  on: 'Partagé',
  'on-since': 'Partagé depuis le {date}',
  off: 'Non partagé',
  'off-since': 'Non partagé depuis le {date}',
  share: 'Partager',
  stop: 'Cesser de partager',
  'share-what': 'Partager\u00a0: {what}',
  'stop-what': 'Cesser de partager\u00a0: {what}',
  saved: 'Enregistré. C’est en vigueur dès maintenant.',
  'always-title': 'Ce que les autres voient toujours',
  'always-manager': 'Votre gestionnaire\u00a0: combien de marches sont gravies, et le nom des parcours qu’on vous a confiés. Jamais une réponse ni un niveau.',
  'always-champion': 'Votre champion ou championne numérique\u00a0: que vous avez demandé de l’aide, ou que vous bloquez depuis un moment.',
  'always-agency': 'Votre organisme\u00a0: des totaux à partir de cinq personnes.',
  'never-title': 'Ce que personne ne voit',
  'never-lead': 'Ce que vous choisissez sur une carte-question, et ce que vous écrivez dans une réflexion. Les réflexions ne quittent jamais votre appareil.',
  champion: 'Dire à mon champion ou à ma championne numérique ce qui m’aiderait',
  'champion-sees':
    'La personne qui accompagne votre cohorte voit le nom des volets de votre travail visés par votre parcours. Jamais un niveau, jamais une réponse.',
  manager: 'Dire à mon ou à ma gestionnaire ce qui m’aiderait',
  'manager-sees': 'Votre gestionnaire voit la même liste sur la page de l’équipe\u00a0: le nom de ces volets de votre travail, rien de plus.',
}
