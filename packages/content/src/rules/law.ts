import type { CardsSource } from '../course-source.ts'
import type { Problem } from '../problem.ts'

const law = {
  en: {
    touched: /(?<![\p{L}-])(?:laws?|PIPEDA|legally|the Act)(?![\p{L}-])/iu,
    said: /privacy lead/i,
    remedy: 'Add that the reader has their privacy lead confirm.',
  },
  fr: {
    touched: /(?<!\p{L})(?:lois?|LPRPDE|légalement)(?!\p{L})/iu,
    said: /responsable de la protection (?:de la vie privée|des renseignements)/i,
    remedy: 'Add « faites confirmer par la personne responsable de la protection de la vie privée ».',
  },
}

/** Privacy law differs by province: a half that touches law sends the reader to the agency's own privacy lead. */
export function lawIsConfirmed({ halves }: CardsSource): Problem[] {
  return (['en', 'fr'] as const).flatMap((language) => {
    const half = halves[language]
    const { touched, said, remedy } = law[language]
    if (half === null || said.test(half.source)) return []
    const index = half.source.split('\n').findIndex((line) => touched.test(line))
    return index < 0 ? [] : [{ file: half.file, line: index + 1, what: 'This touches law, and law differs by province.', remedy }]
  })
}
