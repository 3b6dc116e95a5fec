import type { whoSees as english } from '../en/who-sees.ts'
import type { Translated } from '../translated.ts'

export const whoSees: Translated<typeof english> = {
  title: 'Qui voit quoi à mon sujet',
  lead: 'Vos réponses sont à vous. Voici, personne par personne, ce que les autres peuvent voir.',
  you: 'Vous seulement',
  'you-answers': 'Vos réponses sur ce que vous savez faire, et le niveau de chacune.',
  'you-picture': 'Votre portrait, et la raison de chaque marche de votre parcours.',
  'you-cards': 'Ce que vous choisissez sur une carte. Ce que vous écrivez dans une réflexion ne quitte jamais votre appareil.',
  'you-settings': 'Vos heures de tranquillité, vos réglages de courriel et vos appareils.',
  manager: 'Votre gestionnaire',
  'manager-path':
    'Votre nom, votre fonction, les minutes protégées pour vous, les parcours qu’on vous a confiés, et combien de marches de chacun sont gravies.',
  'manager-own': 'De votre propre parcours, le nombre de marches seulement, car les titres en diraient trop.',
  'manager-never': 'Jamais une réponse, jamais un niveau.',
  'manager-none': 'Vous ne faites partie d’aucune équipe, donc aucun gestionnaire ne vous voit.',
  'manager-allowed': 'Vous permettez à votre gestionnaire de voir ce qui vous aiderait.',
  team: 'La page de votre équipe',
  'team-on':
    'Vous comptez dans le portrait de l’équipe\u00a0: des mots comme «\u00a0quelques-uns\u00a0» ou «\u00a0la plupart\u00a0», à partir de cinq personnes, sans aucun nom.',
  'team-off': 'Vous ne comptez pas dans le portrait de l’équipe.',
  champion: 'Votre champion ou championne numérique',
  'champion-help': 'Les questions que vous lui posez, et le fait que vous bloquez depuis un moment.',
  'champion-path': 'Où vous en êtes dans le parcours de la cohorte, si vous en avez une. De vos autres parcours, rien.',
  'champion-allowed': 'Vous permettez à votre champion ou championne numérique de voir ce qui vous aiderait.',
  agency: 'La personne responsable dans votre organisme',
  'agency-list': 'Votre nom, votre fonction, vos rôles, votre langue, vos équipes et les minutes protégées pour vous.',
  'agency-teams': 'Pour chaque équipe, ce que voit son gestionnaire.',
  'agency-never': 'Jamais une réponse, jamais un niveau. Les nombres portent sur cinq personnes ou plus.',
  network: 'Le réseau d’organismes',
  'network-nothing': 'Rien à votre sujet. Il voit des nombres sur des organismes entiers.',
  colleagues: 'Vos collègues',
  'colleagues-name': 'Votre nom, là où vous travaillez ensemble\u00a0: dans une équipe, dans une cohorte, sous une réponse que vous avez donnée.',
  change: 'Changer ce que je partage',
}
