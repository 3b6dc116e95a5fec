/// <reference lib="dom" />
/** Checklists that are kept on this device, for one person; they are never sent. */
export type KeptChecklist = {
  at: number
  courseId: string
  cardId: string
  version: string
  title: string
  language: string
  items: string[]
  ticked: boolean[]
  away?: boolean
}

const PREFIX = 'handrail-checklist '
const keyOf = (personId: string, { courseId, cardId }: Pick<KeptChecklist, 'courseId' | 'cardId'>) => `${PREFIX}${personId} ${courseId}/${cardId}`

export const keepChecklist = (personId: string, list: KeptChecklist) => localStorage.setItem(keyOf(personId, list), JSON.stringify(list))

export const keptChecklist = (personId: string, of: Pick<KeptChecklist, 'courseId' | 'cardId'>): KeptChecklist | null =>
  JSON.parse(localStorage.getItem(keyOf(personId, of)) ?? 'null') as KeptChecklist | null

/** The newest first. What somebody else left on this device goes. */
export const keptChecklists = (personId: string): KeptChecklist[] => {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))
  const own = keys.filter((key) => key.startsWith(`${PREFIX}${personId} `))
  for (const key of keys) if (!own.includes(key)) localStorage.removeItem(key)
  return own.map((key) => JSON.parse(localStorage.getItem(key) ?? '') as KeptChecklist).sort((one, other) => other.at - one.at)
}
