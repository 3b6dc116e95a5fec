import type { Language } from '@handrail/contracts'

/** Words that stand in nearly every sentence and say nothing about what is looked for. */
const emptyWords: Record<Language, ReadonlySet<string>> = {
  en: new Set(
    'a an and are as at be by can do does for from get has have how i if in is it me my not of on or our so that the their them they this to was we what when with you your'.split(
      ' ',
    ),
  ),
  fr: new Set(
    'a ai au aux avec ce ces cette comment dans de des du elle en est et etre il ils je la le les leur lui ma mais me mes mon ne nos notre nous on ou par pas pour peux plus qu que quand qui sa se ses si son sont sur ta tes ton tu un une vos votre vous y'.split(
      ' ',
    ),
  ),
}

/** Words that people use for the same thing, each written without accents. Whoever looks for one finds the others. */
const sameThing: Record<Language, readonly (readonly string[])[]> = {
  en: [
    ['phone', 'cell', 'cellphone', 'mobile', 'smartphone'],
    ['text', 'sms', 'texting', 'message'],
    ['password', 'passphrase'],
    ['scam', 'fraud', 'phishing', 'false'],
    ['video', 'zoom', 'teams', 'webcam'],
    ['email', 'mail'],
    ['client', 'newcomer', 'learner'],
    ['lost', 'stolen'],
    ['privacy', 'private', 'confidential', 'confidentiality'],
  ],
  fr: [
    ['telephone', 'cellulaire', 'cell', 'mobile', 'portable'],
    ['texto', 'sms', 'message'],
    ['passe', 'motdepasse', 'mdp'],
    ['fraude', 'hameconnage', 'phishing', 'arnaque', 'faux'],
    ['video', 'zoom', 'teams', 'visioconference', 'visio'],
    ['courriel', 'email', 'mail'],
    ['personne', 'client', 'cliente', 'clientele', 'apprenant'],
    ['perd', 'perdu', 'perte', 'vole'],
    ['confidentialite', 'prive', 'confidentiel', 'vie'],
    ['surveille', 'surveillance'],
  ],
}

const groupsByWord = (language: Language) => new Map(sameThing[language].flatMap((group) => group.map((word) => [word, group] as const)))
const groups: Record<Language, ReadonlyMap<string, readonly string[]>> = { en: groupsByWord('en'), fr: groupsByWord('fr') }

const MARKS = /\p{Mark}/gu

/** Lower case, without accents, œ as oe: as people type on a phone. Null for a word that says nothing. */
export const wordToFind = (word: string, language: Language): string | null => {
  const plain = word.normalize('NFD').replace(MARKS, '').toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae')
  return plain.length < 2 || emptyWords[language].has(plain) ? null : plain
}

/** What a word in a course is found by: itself, and the other words for the same thing. */
export const wordsToKeep = (word: string, language: Language): string[] | null => {
  const plain = wordToFind(word, language)
  if (plain === null) return null
  const singular = plain.length > 3 && plain.endsWith('s') ? plain.slice(0, -1) : plain
  return [...new Set([plain, ...(groups[language].get(plain) ?? groups[language].get(singular) ?? [])])]
}
