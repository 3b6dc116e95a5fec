import { type FilledMail, fill } from '@handrail/mail'
import { type DigestValues, digestMjml, digestTemplate } from '@handrail/notifications/digest-template'
import { words } from '@handrail/notifications/words'
import mjml from 'mjml'
import { type Figure, median } from './figures.ts'

const ROUNDS = 5
const MILLISECONDS = 400

const values: DigestValues = {
  subject: 'Cinq minutes : mettre un verrou à son téléphone',
  greeting: 'Bonjour Amal',
  lead: 'Voici votre prochaine marche.',
  home: 'http://localhost:4000/',
  why: 'Ce courriel vient une fois par semaine.',
  unsubscribeUrl: 'http://localhost:4000/unsubscribe/token',
  learning: {
    next: {
      title: 'Mettre un verrou à son téléphone',
      about: 'Étape 3 de 8, cinq minutes',
      url: 'http://localhost:4000/courses/lock-your-phone',
      action: 'Continuer',
      pace: 'À votre rythme, vous aurez fini le 4 décembre.',
      due: 'À finir avant le 18 décembre.',
      climbed: ['6', '10'],
      here: '14',
      ahead: ['18', '22', '26', '30', '34'],
    },
    news: [{ line: 'Un nouveau parcours vous attend.' }],
    answers: [],
  },
  teams: false,
  cohort: false,
}

/** One digest as it is sent. */
export const oneDigest = async (): Promise<FilledMail & { subject: string }> => ({
  subject: values.subject,
  ...fill(await digestTemplate(words.fr), values),
})

const perSecond = async (work: () => unknown) => {
  const began = performance.now()
  let done = 0
  for (; performance.now() - began < MILLISECONDS; done += 1) await work()
  return done / ((performance.now() - began) / 1000)
}

/** The digest filled from its compiled template, HTML and text, beside MJML reading its source for each mail. */
export const filling = async (): Promise<Figure[]> => {
  const template = await digestTemplate(words.fr)
  const source = digestMjml(words.fr)
  const filled = () => fill(template, values)
  const read = () => mjml(source, { validationLevel: 'strict', keepComments: false, fonts: {} })
  for (const warmUp of [filled, read]) await perSecond(warmUp)
  const rounds = []
  for (let round = 0; round < ROUNDS; round += 1) rounds.push({ ours: await perSecond(filled), peer: await perSecond(read) })
  const ratio = median(rounds.map(({ ours, peer }) => ours / peer))
  return [
    { what: 'digests filled a second, HTML and text', measured: median(rounds.map(({ ours }) => ours)).toFixed(0) },
    { what: 'MJML for each mail, HTML alone', measured: median(rounds.map(({ peer }) => peer)).toFixed(0) },
    { what: 'ratio, median of five rounds', measured: `${ratio.toFixed(0)} ×`, goal: '≥ 300 ×', reached: ratio >= 300 },
  ]
}
