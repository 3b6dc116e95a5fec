import type { design as english } from '../en/design.ts'
import type { Translated } from '../translated.ts'

export const design: Translated<typeof english> = {
  title: 'Composants',
  lead: 'Toutes les parties d’une page, dans cette langue. Changez la langue ci-dessus, et les couleurs dans votre système.',
  colours: 'Couleurs',
  type: 'Texte',
  buttons: 'Boutons',
  stairs: 'L’escalier',
  steps: 'Marches',
  progress: 'Avancement',
  fields: 'Champs',
  choices: 'Choix',
  story: 'Une histoire et sa suite',
  order: 'Éléments à mettre en ordre',
  match: 'Paires',
  image: 'Un dessin',
  notices: 'Messages',
  sheets: 'Feuilles',
  example: 'Protéger ce qu’une personne vous confie',
  'example-lead': 'Une phrase qui ouvre la page et dit où en sont les choses.',
}
