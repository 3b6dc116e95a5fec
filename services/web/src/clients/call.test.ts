import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { caller, path } from './call.ts'

/** Nobody listens there: what is asked at all fails later, and otherwise. */
const people = caller('people', 'http://127.0.0.1:9')
const told = (personId: string) => people.tell({}, { path: path`/api/v1/people/${personId}/protected-time`, method: 'PUT' })

describe('a value that is no id', () => {
  it.each(['', '.', '..', 'a/b', 'a?b', '%2e%2e', 'a\r\nb', 'é', 'x'.repeat(401)])('%j leads nowhere, and nobody is asked', async (value) => {
    await expect(told(value)).rejects.toMatchObject({ problem: { code: 'not-found' } })
    await expect(people.read({}, { path: `${path`/api/v1/people/${value}`}?language=en` }, z.unknown())).rejects.toMatchObject({
      problem: { code: 'not-found' },
    })
  })
  it('beside others is refused together with them, and leaves no promise that nobody awaits', async () => {
    const abandoned: unknown[] = []
    const note = (reason: unknown) => abandoned.push(reason)
    process.on('unhandledRejection', note)
    await expect((async () => Promise.all(['an-id', '..'].map(told)))()).rejects.toMatchObject({ problem: { code: 'not-found' } })
    await new Promise((resolve) => setTimeout(resolve, 200))
    process.off('unhandledRejection', note)
    expect(abandoned).toEqual([])
  })
  it('is none of an id’s', async () => {
    await expect(told('0190-a_b~c.d')).rejects.toMatchObject({ message: 'people did not answer' })
  })
})
