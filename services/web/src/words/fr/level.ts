import type { level as english } from '../en/level.ts'
import type { Translated } from '../translated.ts'

export const level: Translated<typeof english> = {
  '1': 'Je débute',
  '2': 'Avec un peu d’aide',
  '3': 'Par moi-même',
  '4': 'Je montre aux autres',
  unknown: 'Je ne sais pas encore',
  'not-my-job': 'Pas dans mon travail',
}
