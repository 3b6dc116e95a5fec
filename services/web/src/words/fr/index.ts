import { account } from './account.ts'
import { course } from './course.ts'
import { design } from './design.ts'
import { frame } from './frame.ts'
import { home } from './home.ts'
import { level } from './level.ts'
import { plan } from './plan.ts'
import { problem } from './problem.ts'
import { selfAssessment } from './self-assessment.ts'
import { sharing } from './sharing.ts'
import { signIn } from './sign-in.ts'
import { unsubscribe } from './unsubscribe.ts'
import type { en } from '../en/index.ts'
import type { Translated } from '../translated.ts'

export const fr: { readonly [Area in keyof typeof en]: Translated<(typeof en)[Area]> } = {
  account,
  course,
  design,
  frame,
  home,
  level,
  plan,
  problem,
  'self-assessment': selfAssessment,
  sharing,
  'sign-in': signIn,
  unsubscribe,
}
