import type { CourseSource, NeutralCard } from '../course-source.ts'
import type { Problem } from '../problem.ts'

/** What pages and channels say of each card of a kind, where it is true: in a body it would be said twice, or wrongly. */
const refused: Partial<Record<NeutralCard['kind'], { said: RegExp; remedy: string }>> = {
  question: {
    said: /choose all|all that fit|(?:choisissez|cochez) tou|plusieurs réponses/iu,
    remedy: 'Take it out: wherever several choices fit, the page, the phone script and paper say so.',
  },
  reflection: {
    said: /(?:only|nobody but) you sees? |nobody else |for you (?:only|alone)|stays? with you|not sent |yours alone|personne d’autre |seule personne à voir|pour vous seulement|reste avec vous|envoyé à personne/iu,
    remedy: 'Take it out: it is not true on the phone and on paper, and the page says it beside the field.',
  },
  discussion: {
    said: /^(?:you have |take )?twenty minutes|^(?:vous avez |prenez )?vingt minutes/iu,
    remedy: 'Begin with what to do: the session guide has its own minutes, and a call has others.',
  },
}

/** A body leaves out what the page or the channel says around it. */
export function saidAlready({ cards, halves }: CourseSource): Problem[] {
  return [halves.en, halves.fr]
    .filter((half) => half !== null)
    .flatMap(({ file, sections }) =>
      cards.flatMap(({ id, kind }) => {
        const rule = refused[kind]
        const section = sections.find(({ cardId }) => cardId === id)
        const [found] = (section && rule?.said.exec(section.lead)) ?? []
        if (rule === undefined || section === undefined || found === undefined) return []
        return [{ file, line: section.line, what: `Card ${id} says “${found.trim()}”.`, remedy: rule.remedy }]
      }),
    )
}
