export const selfAssessment = {} as const
