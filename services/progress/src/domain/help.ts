/** Whom a question is for: the champion it names, or any champion where it names none, or one who is no champion any more. */
export const mayAnswer = (request: { personId: string; championId: string | null }, answererId: string, addressedIsChampion: boolean): boolean =>
  request.personId !== answererId && (request.championId === answererId || !addressedIsChampion)
