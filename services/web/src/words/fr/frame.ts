import type { frame as english } from '../en/frame.ts'
import type { Translated } from '../translated.ts'

export const frame: Translated<typeof english> = {
  brand: 'Handrail',
  home: 'Handrail, accueil',
  skip: 'Aller au contenu',
  'other-language': 'English',
  'switch-language': 'Switch to English',
  back: 'Retour',
  close: 'Fermer',
  'my-learning': 'Mon parcours',
  'my-picture': 'Mon portrait',
  'my-account': 'Mon compte',
  sharing: 'Qui voit quoi',
  'main-navigation': 'Sections de Handrail',
  'own-navigation': 'À propos de moi',
  'error-summary': 'Un point à revoir',
  minutes: '{count, plural, one {#\u00a0minute} many {#\u00a0de minutes} other {#\u00a0minutes}}',
  kilobytes: '{size}\u00a0ko',
}
