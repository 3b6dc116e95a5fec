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

export const en = {
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
} as const
