import type { kept as english } from '../en/kept.ts'
import type { Translated } from '../translated.ts'

export const kept: Translated<typeof english> = {
  waiting: 'Gardé sur ce téléphone. L’envoi se fera au retour du réseau.',
  sent: 'Tout est envoyé. Rien n’attend sur ce téléphone.',
  away: 'Pas de réseau. Les formations gardées ici fonctionnent quand même.',
  stays: 'Une partie de votre travail n’est pas encore envoyée, et fermer la session l’efface. Pour partir quand même, fermez la session encore une fois.',
  title: 'Sans réseau',
  switch:
    'Garder {count, plural, one {la prochaine formation} many {les # prochaines formations} other {les # prochaines formations}} sur ce téléphone, {size}',
  hint: 'Elles fonctionnent dans l’autobus, au sous-sol ou quand il ne reste plus de données. Fermer la session les efface.',
  'state-on': 'Sur ce téléphone',
  'state-off': 'Pas sur ce téléphone',
  'state-getting': 'Téléchargement en cours',
  'state-later': 'Pas encore. Nous réessayons dès que le réseau revient.',
  'no-signal-title': 'Cette page a besoin du réseau',
  'no-signal-lead': 'Rien n’est perdu. Votre parcours et les formations gardées sur ce téléphone fonctionnent sans réseau.',
  'no-signal-go': 'Aller à mon parcours',
  'asked-title': 'Votre question est gardée sur ce téléphone',
  'asked-lead': 'Elle partira vers votre champion numérique dès que le réseau revient. Vous pouvez continuer en attendant.',
  'asked-go': 'Retour à la formation',
  'assessed-title': 'Vos réponses sont sur ce téléphone',
  'assessed-lead': 'Elles partiront au retour du réseau. Vous pourrez alors les relire, puis votre parcours sera préparé.',
  'assessed-go': 'Chercher le réseau',
}
