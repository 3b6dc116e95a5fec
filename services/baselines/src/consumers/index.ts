import { onPerson } from './on-person.ts'

export const consumers = [onPerson]
