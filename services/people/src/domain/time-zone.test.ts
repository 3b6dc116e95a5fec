import { expect, it } from 'vitest'
import { isTimeZone } from './time-zone.ts'

it.each([
  ['America/Toronto', true],
  ['America/St_Johns', true],
  ['UTC', true],
  ['Mars/Olympus', false],
  ['', false],
  ['+05:00', false],
])('%s is a time zone: %s', (name, expected) => {
  expect(isTimeZone(name)).toBe(expected)
})
