/** `unknown`: no answer, or one of a server that may have done it all the same. */
export type Outcome = 'done' | 'refused' | 'unknown'
export type Attempt = { begunAt: number; endedAt: number; outcome: Outcome; status: number; body: unknown }

export type CommandKind =
  | 'complete-card'
  | 'ask-for-help'
  | 'answer-help'
  | 'assign-path'
  | 'choose-digest'
  | 'say-minutes'
  | 'start-assessment'
  | 'answer-question'
  | 'submit-assessment'
  | 'erase-myself'
export type Command = {
  kind: CommandKind
  personId: string
  organizationId: string
  /** The `Idempotency-Key`, where the command creates. */
  key: string | null
  /** What was asked for, as far as a check must know. */
  about: Record<string, string>
  /** What nobody may do: it is refused, and leaves nothing. */
  inVain?: true
  attempts: Attempt[]
}

/** Of all attempts of one command together: done once is done, and where one is unknown the others prove nothing. */
export const outcomeOf = ({ attempts }: Command): Outcome => {
  const outcomes = new Set(attempts.map(({ outcome }) => outcome))
  return outcomes.has('done') ? 'done' : outcomes.has('unknown') || attempts.length === 0 ? 'unknown' : 'refused'
}

export const answerOf = <Body>({ attempts }: Command): Body | undefined => attempts.find(({ outcome }) => outcome === 'done')?.body as Body | undefined

/** Of one key, so that the answers can be compared. */
export const wasAnsweredTwice = ({ key, attempts }: Command) => key !== null && attempts.filter(({ outcome }) => outcome === 'done').length > 1

/** What the breaker did and was told, kept outside of what it breaks. */
export const openHistory = () => {
  const commands: Command[] = []
  const strangeAnswers: string[] = []
  const signIns = { tried: 0, done: 0 }
  /** What opens a door: cookies, tokens in mails, and codes. */
  const secrets = { tokens: new Set<string>(), codes: new Set<string>() }
  let reads = 0
  return {
    commands: commands as readonly Command[],
    begin: (command: Omit<Command, 'attempts'>): Command => {
      const begun = { ...command, attempts: [] }
      commands.push(begun)
      return begun
    },
    of: (kind: CommandKind) => commands.filter((command) => command.kind === kind),
    /** Answers in which one organization's words stood before the eyes of another. */
    strangeAnswers: strangeAnswers as readonly string[],
    noteStrangeAnswer: (what: string) => void strangeAnswers.push(what),
    signIns,
    secrets,
    countRead: () => {
      reads += 1
    },
    reads: () => reads,
  }
}
export type History = ReturnType<typeof openHistory>
