import { renewReading } from '@handrail/postgres'

export const up = renewReading
