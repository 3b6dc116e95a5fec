import type { en } from './en.ts'

/** Ce que dit le courriel en français. Un deux-points se précède d’une espace insécable. */
export const fr: { readonly [Key in keyof typeof en]: string } = {
  'subject-asked': '{count, plural, one {Quelqu’un vous demande un coup de main} other {# personnes vous demandent un coup de main}}',
  'subject-next': '{minutes, plural, one {Votre prochaine minute} other {Vos # prochaines minutes}}\u00a0: {title}',
  'subject-answered': 'Une réponse à votre question',
  'subject-teams': '{count, plural, one {Des nouvelles de votre équipe} other {Des nouvelles de vos équipes}}',
  'subject-cohort': 'Des nouvelles de votre cohorte',
  greeting: 'Bonjour {name}',
  'lead-next': 'Votre prochaine marche est prête, au moment qui vous conviendra.',
  'lead-answered': 'Il y a du nouveau pour vous.',
  'lead-teams': 'Voici où en sont les choses.',

  'my-learning': 'Mon parcours',
  'next-course': 'Votre prochaine formation',
  'next-about': '{minutes, plural, one {#\u00a0minute} other {#\u00a0minutes}}, marche {step} sur {steps}',
  'next-about-path': '{minutes, plural, one {#\u00a0minute} other {#\u00a0minutes}}, marche {step} sur {steps} de «\u00a0{path}\u00a0»',
  begin: 'Commencer',
  continue: 'Continuer',
  'finish-on': 'Au rythme prévu chaque semaine, vous aurez terminé ce parcours le {day}.',
  'due-on': 'La date à garder en tête est le {day}.',
  'other-paths': '{count, plural, one {Un autre parcours se trouve aussi sur votre page.} other {# autres parcours se trouvent aussi sur votre page.}}',
  'new-path':
    'Nouveau pour vous\u00a0: «\u00a0{path}\u00a0». {steps, plural, one {Une courte formation} other {# courtes formations}}, {minutes, plural, one {#\u00a0minute} other {#\u00a0minutes}} en tout.',
  'new-own-path':
    'Votre propre parcours est prêt\u00a0: {steps, plural, one {une courte formation} other {# courtes formations}}, {minutes, plural, one {#\u00a0minute} other {#\u00a0minutes}} en tout.',
  'answered-by': '{name} a répondu à votre question.',
  answered: '{count, plural, one {Votre question a reçu une réponse.} other {# de vos questions ont reçu une réponse.}}',
  'read-answer': 'Lire la réponse',

  'my-teams': '{count, plural, one {Mon équipe} other {Mes équipes}}',
  'team-of': 'L’équipe avec {names}',
  'team-all-moving': '{size, plural, one {La seule personne de l’équipe avance.} other {Les # personnes de l’équipe avancent.}}',
  'team-moving': '{moving, plural, one {# personne sur {size} avance.} other {# personnes sur {size} avancent.}}',
  'team-quiet': 'C’est calme depuis deux semaines. Un mot d’encouragement peut aider.',
  'team-waiting': 'Aucun parcours n’est ouvert en ce moment.',
  'team-without-time': '{count, plural, one {Une personne n’a pas encore de temps protégé.} other {# personnes n’ont pas encore de temps protégé.}}',
  'team-without-time-all': 'Personne n’a encore de temps protégé.',
  'open-team': 'Voir l’équipe',

  'my-cohort': 'Ma cohorte',
  'asked-for-help': '{count, plural, one {{names} vous demande un coup de main.} other {{names} vous demandent un coup de main.}}',
  'cohort-quiet':
    '{count, plural, one {Une personne se fait discrète depuis deux semaines. Un petit bonjour peut aider.} other {# personnes se font discrètes depuis deux semaines. Un petit bonjour peut aider.}}',
  'open-cohort': 'Voir ma cohorte',

  'finished-path': '{count, plural, one {{names} a terminé} other {{names} ont terminé}} «\u00a0{path}\u00a0».',
  'finished-own-path': '{count, plural, one {{names} a terminé son propre parcours.} other {{names} ont terminé leur propre parcours.}}',
  'other-people': '{count, plural, one {une autre personne} other {# autres personnes}}',
  'some-people': '{count, plural, one {une personne} other {# personnes}}',

  'why-this-mail': 'Au plus un courriel par semaine, et seulement s’il y a quelque chose à dire.',
  'why-this-answer': 'Vous avez demandé à savoir tout de suite quand une de vos questions reçoit une réponse. Vous pouvez changer ce choix dans votre compte.',
  'open-handrail': 'Ouvrir Handrail',
  unsubscribe: 'Ne plus recevoir ces courriels',
}
