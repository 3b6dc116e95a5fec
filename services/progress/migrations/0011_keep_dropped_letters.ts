import { keepDroppedLetters } from '@handrail/postgres'

export const up = keepDroppedLetters
