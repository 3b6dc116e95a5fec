import postgres from 'postgres'
import { beforeAll, inject } from 'vitest'

/** Few codes are sent to one address in ten minutes. Between two files of journeys these ten minutes are over. */
beforeAll(async () => {
  const url = new URL(inject('platform').postgres)
  url.pathname = '/handrail_people'
  const people = postgres(url.href, { max: 1, onnotice: () => {} })
  await people`delete from auth.tries`
  await people.end()
})
