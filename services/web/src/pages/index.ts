import { accessPages } from './access.tsx'
import { devicesPages } from './account/devices.tsx'
import { erasePages } from './account/erase.tsx'
import { mailPages } from './account/mail.tsx'
import { myDataPages } from './account/my-data.tsx'
import { quietHoursPages } from './account/quiet-hours.tsx'
import { settingsPages } from './account/settings.tsx'
import { whoSeesWhatPages } from './account/who-sees-what.tsx'
import { accountPages } from './account.tsx'
import { assignPathPages } from './assign-path.tsx'
import { cohortPages } from './cohort.tsx'
import { coursePages } from './course.tsx'
import { courseCardPages } from './course-card.tsx'
import { courseChannelPages } from './course-channels.tsx'
import { courseCheckPages } from './course-check.tsx'
import { courseQuestionPages } from './course-question.tsx'
import { designPages } from './design.tsx'
import { followUpPages } from './follow-up.tsx'
import { homePages } from './home.tsx'
import { keptPages } from './kept.tsx'
import { languagePages } from './language.ts'
import { libraryPages } from './library.tsx'
import { organizationPages } from './organization.tsx'
import { planPages } from './plan.tsx'
import { progressPages } from './progress.tsx'
import { recordPages } from './record.tsx'
import { selfAssessmentPages } from './self-assessment.tsx'
import { selfAssessmentMomentPages } from './self-assessment-moments.tsx'
import { sharingPages } from './sharing.tsx'
import { signInPages } from './sign-in.tsx'
import { teamPages } from './teams.tsx'
import { unsubscribePages } from './unsubscribe.tsx'

/** Every area of pages. A new area is a file here and a line in this list. */
export const allPages = [
  signInPages,
  languagePages,
  homePages,
  selfAssessmentPages,
  selfAssessmentMomentPages,
  accessPages,
  planPages,
  sharingPages,
  // Before the cards: neither `/courses/:courseId/ask` nor `…/finished` nor `…/handout` is a card.
  courseQuestionPages,
  courseCheckPages,
  courseChannelPages,
  coursePages,
  courseCardPages,
  libraryPages,
  progressPages,
  recordPages,
  followUpPages,
  teamPages,
  assignPathPages,
  cohortPages,
  organizationPages,
  accountPages,
  keptPages,
  settingsPages,
  mailPages,
  quietHoursPages,
  devicesPages,
  whoSeesWhatPages,
  myDataPages,
  erasePages,
  unsubscribePages,
  designPages,
] as const
