import type { kept as english } from '../en/kept.ts'
import type { Translated } from '../translated.ts'

export const kept: Translated<typeof english> = {
  waiting: 'Gardé sur cet appareil. L’envoi se fera au retour du réseau.',
  sent: 'Tout est envoyé. Rien n’attend sur cet appareil.',
  away: 'Pas de réseau. Les formations gardées ici fonctionnent quand même.',
  stays: 'Une partie de votre travail n’est pas encore envoyée, et fermer la session l’efface. Pour partir quand même, fermez la session encore une fois.',
  title: 'Sans réseau',
  switch:
    'Garder {count, plural, one {la prochaine formation} many {les # prochaines formations} other {les # prochaines formations}} sur cet appareil, {size}',
  hint: 'Elles fonctionnent dans l’autobus, au sous-sol ou quand il ne reste plus de données. Fermer la session les efface.',
  'state-on': 'Sur cet appareil',
  'state-off': 'Pas sur cet appareil',
  'state-getting': 'Téléchargement en cours',
  'state-later': 'Pas encore. Nous réessayons dès que le réseau revient.',
  'no-signal-title': 'Cette page a besoin du réseau',
  'no-signal-lead': 'Rien n’est perdu. Votre parcours et les formations gardées sur cet appareil fonctionnent sans réseau.',
  'no-signal-go': 'Aller à mon parcours',
  'asked-title': 'Votre question est gardée sur cet appareil',
  'asked-lead': 'Elle partira vers votre champion numérique dès que le réseau revient. Vous pouvez continuer en attendant.',
  'asked-go': 'Retour à la formation',
  'assessed-title': 'Vos réponses sont sur cet appareil',
  'assessed-lead': 'Elles partiront au retour du réseau. Vous pourrez alors les relire, puis votre parcours sera préparé.',
  'assessed-go': 'Chercher le réseau',
}
