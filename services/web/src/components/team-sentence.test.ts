import { describe, expect, test } from 'vitest'
import { words } from '../words/words.ts'
import { type TeamFacts, teamSentence } from './team-sentence.ts'

const team = (people: number, moving: number, finished: number, withoutProtectedTime: number): TeamFacts => ({ people, moving, finished, withoutProtectedTime })

describe('a team in one sentence', () => {
  const cases: readonly [what: string, facts: TeamFacts, en: string, fr: string][] = [
    [
      'some move, some lack time',
      team(12, 9, 0, 2),
      'Nine of twelve are moving; two have no protected time.',
      'Neuf personnes sur douze avancent; deux n’ont pas de temps protégé.',
    ],
    [
      'one of each takes the singular',
      team(8, 1, 0, 1),
      'One of eight is moving; one has no protected time.',
      'Une personne sur huit avance; une n’a pas de temps protégé.',
    ],
    [
      'who has finished is said too',
      team(12, 8, 3, 1),
      'Eight of twelve are moving, and three have finished; one has no protected time.',
      'Huit personnes sur douze avancent et trois ont terminé; une n’a pas de temps protégé.',
    ],
    [
      'one has finished, and time is there',
      team(6, 4, 1, 0),
      'Four of six are moving, and one has finished; everybody has protected time.',
      'Quatre personnes sur six avancent et une a terminé; tout le monde a du temps protégé.',
    ],
    ['all move', team(5, 5, 0, 0), 'All five are moving; everybody has protected time.', 'Les cinq personnes avancent; tout le monde a du temps protégé.'],
    ['two are both', team(2, 2, 0, 0), 'Both are moving; both have protected time.', 'Les deux personnes avancent; les deux ont du temps protégé.'],
    [
      'nobody moves, and nobody is blamed',
      team(4, 0, 0, 4),
      'It is quiet in this team just now; nobody has protected time yet.',
      'Tout est calme dans l’équipe en ce moment; le temps protégé reste à prévoir.',
    ],
    [
      'nobody moves, but some are done',
      team(7, 0, 2, 0),
      'Two of seven have finished every step; everybody has protected time.',
      'Deux personnes sur sept ont gravi toutes leurs marches; tout le monde a du temps protégé.',
    ],
    ['everybody has finished', team(9, 0, 9, 0), 'All nine have finished every step.', 'Les neuf personnes ont gravi toutes leurs marches.'],
    [
      'everybody has finished, whether they still move or not',
      team(3, 3, 3, 1),
      'All three have finished every step; one has no protected time.',
      'Les trois personnes ont gravi toutes leurs marches; une n’a pas de temps protégé.',
    ],
    [
      'a team of one moves',
      team(1, 1, 0, 0),
      'The one person in this team is moving; the time for learning is protected.',
      'La seule personne de cette équipe avance; le temps d’apprendre est protégé.',
    ],
    [
      'a team of one without time',
      team(1, 0, 0, 1),
      'It is quiet in this team just now; the time for learning is still to be protected.',
      'Tout est calme dans l’équipe en ce moment; le temps d’apprendre reste à protéger.',
    ],
    [
      'a team of one is done',
      team(1, 0, 1, 0),
      'The one person in this team has finished every step.',
      'La seule personne de cette équipe a gravi toutes ses marches.',
    ],
    ['a team of nobody', team(0, 0, 0, 0), 'Nobody is in this team yet.', 'Cette équipe attend ses premiers membres.'],
    [
      'numbers after twelve',
      team(40, 34, 0, 13),
      '34 of 40 are moving; 13 have no protected time.',
      '34 personnes sur 40 avancent; 13 n’ont pas de temps protégé.',
    ],
  ]
  test.each(cases)('%s', (_, facts, en, fr) => {
    expect(teamSentence(words.en, facts)).toBe(en)
    expect(teamSentence(words.fr, facts)).toBe(fr)
  })

  test('no combination of facts leaves a hole, a double space or an exclamation mark', () => {
    for (let people = 0; people <= 13; people++)
      for (let moving = 0; moving <= people; moving++)
        for (let finished = 0; finished <= people; finished++)
          for (let without = 0; without <= people; without++)
            for (const language of ['en', 'fr'] as const) {
              const sentence = teamSentence(words[language], team(people, moving, finished, without))
              expect(sentence).toMatch(/^[A-ZÀ-Ü0-9][^{}!]+\.$/)
              expect(sentence).not.toMatch(/ {2}|undefined|\.\./)
            }
  })
})
