import type { ProblemCode } from '@handrail/contracts'
import { type AppEnv, answerProblem } from '@handrail/http'
import type { Context } from 'hono'
import type { Env } from './visit.ts'

/** problem+json for callers of the API. The cast is safe: answerProblem reads only `requestId`, which every request has. */
export const problemAnswer = (c: Context<Env>, code: ProblemCode) => answerProblem(c as unknown as Context<AppEnv>, code)

/** Whether somebody wants a page; scripts and other programs get problem+json. */
export const wantsPage = (c: Context<Env>) =>
  !/^\/(api|healthz|readyz|assets)(\/|$)/.test(c.req.path) && /text\/html|\*\/\*/.test(c.req.header('accept') ?? '*/*')
