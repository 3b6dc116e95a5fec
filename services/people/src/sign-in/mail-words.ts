import type { Language } from '@handrail/contracts'
import { CODE_MINUTES } from '../domain/tries.ts'

export type MailWords = Readonly<Record<'subject' | 'preview' | 'title' | 'code' | 'orButton' | 'button' | 'notYou', string>>

export const mailWords: Readonly<Record<Language, MailWords>> = {
  en: {
    subject: 'Your code for Handrail',
    preview: `It works for ${CODE_MINUTES} minutes.`,
    title: 'Here is your code',
    code: `Type it on the page where you asked for it. It works once, for ${CODE_MINUTES} minutes.`,
    orButton: 'Or use the button, on the device where you want to learn.',
    button: 'Sign in to Handrail',
    notYou: 'You did not ask for this? Then there is nothing to do. Without this mail, nobody can sign in as you.',
  },
  fr: {
    subject: 'Votre code pour Handrail',
    preview: `Il est valable ${CODE_MINUTES} minutes.`,
    title: 'Voici votre code',
    code: `Entrez-le sur la page où vous l’avez demandé. Il sert une seule fois, pendant ${CODE_MINUTES} minutes.`,
    orButton: 'Ou utilisez le bouton, sur l’appareil où vous voulez apprendre.',
    button: 'Ouvrir ma session',
    notYou: 'Vous n’avez rien demandé? Il n’y a rien à faire. Sans ce courriel, personne ne peut ouvrir une session à votre place.',
  },
}
