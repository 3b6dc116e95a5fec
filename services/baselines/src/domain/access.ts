import type { AccessAnswers } from '@handrail/contracts'

/** Whether each kilobyte counts for them. What was left open says nothing. */
export const dataIsTight = ({ dataPlan }: Pick<AccessAnswers, 'dataPlan'>): boolean => dataPlan === 'limited' || dataPlan === 'none'
