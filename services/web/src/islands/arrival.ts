/// <reference lib="dom" />
/** Goes on as soon as the path is there: asks again and again, each question held open by the server. */
const place = document.querySelector<HTMLElement>('[data-arrival]')
const id = place?.dataset.arrival

const HOLD_SECONDS = 20
const LATE_MS = 8_000
const AFTER_FAILURE_MS = 2_000

const isHere = async () => {
  const answer = await fetch(`/api/v1/learning/arrival?selfAssessmentId=${id}&waitSeconds=${HOLD_SECONDS}`, { headers: { accept: 'application/json' } })
  if (answer.status === 401) location.reload()
  if (!answer.ok) throw new Error(String(answer.status))
  return ((await answer.json()) as { assignmentId: string | null }).assignmentId !== null
}

const waitFor = async () => {
  const late = setTimeout(() => place?.querySelector('[data-late]')?.removeAttribute('hidden'), LATE_MS)
  for (;;) {
    try {
      if (await isHere()) break
      // Nothing in all that time: the server may know another way on.
      return location.reload()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, AFTER_FAILURE_MS))
    }
  }
  clearTimeout(late)
  location.replace('/plan?new=yes')
}

if (id) void waitFor()
