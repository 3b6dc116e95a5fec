import type { cohort as english } from '../en/cohort.ts'
import type { Translated } from '../translated.ts'

export const cohort: Translated<typeof english> = {
  tab: 'Ma cohorte',
  title: 'Ma cohorte',
  'asked-some': '{people} {count, plural, one {personne vous demande} other {personnes vous demandent}} un coup de main.',
  'hello-some': 'Personne n’attend de réponse. Un petit bonjour ferait peut\u2011être du bien à {people} {count, plural, one {personne} other {personnes}}.',
  'hello-also': 'Un petit bonjour ferait peut\u2011être du bien à {people} {count, plural, one {autre personne} other {autres personnes}}.',
  'all-well': 'Aucune question pour le moment.',
  'all-well-lead': 'Dès que quelqu’un demande un coup de main ou semble bloquer, vous le voyez ici en premier.',
  'none-title': 'Votre cohorte se prépare',
  'none-lead':
    'Dès que des collègues vous sont confiés, vous voyez ici qui demande un coup de main. La personne responsable de Handrail dans votre organisme peut le faire.',
  'go-home': 'Aller à mon parcours',

  asked: 'Demandes d’aide',
  'asked-on': '{name}, le {date}',
  'at-course': 'Dans «\u00a0{course}\u00a0»',
  'at-card': 'Dans «\u00a0{course}\u00a0», à la carte «\u00a0{card}\u00a0»',
  'no-words': '«\u00a0Je bloque\u00a0», sans autre mot. Demander «\u00a0Par où commence-t-on?\u00a0» suffit.',
  'answer-to': 'Votre réponse à {name}',
  'answer-hint': 'Quelques mots simples. Seule cette personne les lira.',
  'send-to': 'Envoyer à {name}',
  sent: 'C’est envoyé. Votre réponse l’attend en haut de son parcours.',
  'answer-missing': 'Écrivez d’abord quelques mots à {name}',
  'answer-long': 'Restez sous 2\u00a0000 caractères, pour que cela se lise bien sur un téléphone',
  'already-answered': 'Cette question a déjà sa réponse. Voici ce que vous aviez écrit, si vous souhaitez le dire de vive voix.',

  talk: 'Aimeraient en parler',
  'talk-about': '{name} aimerait parler de «\u00a0{card}\u00a0»',
  'talk-in': 'Dans «\u00a0{course}\u00a0», le {date}',

  stuck: 'Un petit bonjour aiderait peut\u2011être',
  'in-your-way': 'En personne, au téléphone ou par clavardage, comme d’habitude.',
  'stuck-said-so': 'A signalé un blocage',
  'stuck-same-card-twice': 'Même carte rouverte un autre jour',
  'stuck-quiet': 'Pas de nouvelles depuis deux semaines',
  'stuck-at': '{why}, dans «\u00a0{course}\u00a0»',
  finished: 'À féliciter\u00a0: le parcours est terminé',
  'finished-path': '«\u00a0{path}\u00a0», le {date}',
  'finished-own': 'Son parcours personnel, le {date}',
  others: 'En chemin',
  'cohort-facts': '«\u00a0{path}\u00a0», {weeks, plural, one {# semaine} other {# semaines}} à partir du {date}',
  'own-cohort-facts': 'Parcours personnels, {weeks, plural, one {# semaine} other {# semaines}} à partir du {date}',
  'never-levels': 'Vous voyez qui demande de l’aide et qui bloque peut-être. Les réponses et les niveaux restent à chaque personne.',
  wishes: 'Aimeraient de l’aide',
  'wishes-lead': 'Ces personnes ont choisi de vous le dire. C’est affiché ici jusqu’à ce qu’elles changent d’avis.',
}
