/** Tables in which the id of somebody who was erased may stay; there it means nobody: on the erased person, on envelopes of events and on what counts them. */
export const whereAnIdMayStay: readonly string[] = ['public.people', 'public.outbox', 'public.watermarks']
