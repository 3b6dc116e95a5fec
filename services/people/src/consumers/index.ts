import { onAssignment } from './on-assignment.ts'

export const consumers = [onAssignment]
