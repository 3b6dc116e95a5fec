import type { Context } from 'hono'
import { refused } from '../clients/call.ts'

/** The fields of a posted form. Anything else is refused, files too: read as an empty form, it would clear what is set. */
export const formOf = async (c: Context): Promise<URLSearchParams> => {
  if (!(c.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded')) throw refused('content-type-not-json')
  return new URLSearchParams(await c.req.text())
}

/** What the pressed button says. Without one of its answers the form is refused, for silence is not a no. */
export const choiceOf = <Choice extends string>(form: URLSearchParams, name: string, choices: readonly Choice[]): Choice => {
  const choice = choices.find((each) => each === form.get(name))
  if (choice === undefined) throw refused('input-invalid')
  return choice
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The Idempotency-Key that was made with the page; a new one when the field was tampered with. */
export const onceKey = (form: URLSearchParams) => {
  const key = form.get('key') ?? ''
  return UUID.test(key) ? key : crypto.randomUUID()
}
