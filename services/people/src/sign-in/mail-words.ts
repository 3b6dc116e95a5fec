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

export type FarewellWords = Readonly<Record<'subject' | 'preview' | 'title' | 'done' | 'stays' | 'thanks' | 'notYou', string>>

export const farewellWords: Readonly<Record<Language, FarewellWords>> = {
  en: {
    subject: 'Your Handrail account is erased',
    preview: 'This is the last mail from us.',
    title: 'It is done',
    done: 'You asked us to erase you from Handrail, and we did. Your name, your address, your answers, your courses and your questions are gone. It cannot be undone.',
    stays: 'What stays are numbers without a name. This is the last mail you get from us; with it, your address is gone too.',
    thanks: 'Thank you for the time you gave to learning. If you come back one day, your agency can invite you again.',
    notYou: 'You did not ask for this? Tell the person who looks after Handrail at your agency.',
  },
  fr: {
    subject: 'Votre compte Handrail est effacé',
    preview: 'C’est le dernier courriel de notre part.',
    title: 'C’est fait',
    done: 'Vous avez demandé que tout ce qui vous concerne soit effacé de Handrail. C’est fait. Votre nom, votre adresse, vos réponses, vos formations et vos questions n’existent plus. Rien ne peut être rétabli.',
    stays: 'Il reste des nombres, sans aucun nom. C’est notre dernier courriel\u00a0: votre adresse disparaît avec lui.',
    thanks: 'Merci du temps que vous avez consacré à apprendre. Si vous revenez un jour, votre organisme pourra vous inviter de nouveau.',
    notYou: 'Vous n’avez rien demandé? Dites-le à la personne responsable de Handrail dans votre organisme.',
  },
}
