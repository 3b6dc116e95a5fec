/** Something whoever typed the command can put right; the message says how, so it is printed without a stack. */
export class StartProblem extends Error {}
