import type { channels as english } from '../en/channels.ts'
import type { Translated } from '../translated.ts'

export const channels: Translated<typeof english> = {
  title: 'Sur papier, au téléphone, autour d’une table',
  handout: 'Imprimer la fiche',
  'handout-note': 'Deux pages\u00a0: l’idée, une question et quoi essayer.',
  'session-guide': 'Animer une séance de 20\u00a0minutes',
  'session-guide-note': 'Un guide minuté et une feuille de présence.',
  'phone-script': 'À lire au téléphone',
  'phone-script-note': 'Pour un ou une collègue sans écran.',
  texts: 'Envoyer par texto',
  'texts-note': 'De courts morceaux, un texto chacun.',
  'texts-lead': '{count, plural, one {# texto} other {# textos}}. Un par jour ou un par heure\u00a0: ils se suivent dans l’ordre.',
  send: 'Envoyer',
  'send-number': 'Envoyer le texto {number}',
  print: 'Imprimer',
  'print-hint': 'Imprimez cette page, ou enregistrez-la en PDF.',
}
