import { describe, expect, it } from 'vitest'
import { applyChange, type Person } from './person.ts'

const amal: Person = {
  name: 'Amal',
  address: 'amal@agency.example',
  roleProfile: 'settlement-worker',
  language: 'fr',
  timeZone: 'America/Toronto',
  minutesPerWeek: null,
}

describe('changing a person', () => {
  it('is heard where it changes what others know', () => {
    expect(applyChange(amal, { language: 'en' })).toEqual({ after: { ...amal, language: 'en' }, isHeard: true })
    expect(applyChange({ ...amal, minutesPerWeek: 20 }, { minutesPerWeek: null }).isHeard).toBe(true)
  })
  it('keeps names and addresses at home', () => {
    const { after, isHeard } = applyChange(amal, { name: 'Amal B.', address: ' Amal.B@Agency.example ' })
    expect(after).toEqual({ ...amal, name: 'Amal B.', address: 'amal.b@agency.example' })
    expect(isHeard).toBe(false)
  })
  it('leaves alone what is not given', () => {
    expect(applyChange(amal, { language: undefined, timeZone: 'America/Toronto' })).toEqual({ after: amal, isHeard: false })
  })
})
