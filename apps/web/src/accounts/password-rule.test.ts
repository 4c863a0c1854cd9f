import { expect, it } from 'vitest'
import { emailProblem, passwordProblem } from './password-rule.ts'

it('says what is wrong with a password', () => {
  expect(passwordProblem('long enough')).toBeUndefined()
  expect(passwordProblem('')).toMatch(/Type/)
  expect(passwordProblem('1234567')).toMatch(/Too short.*8/)
  expect(passwordProblem('x'.repeat(129))).toMatch(/Too long.*128/)
})

it('says what is wrong with an e-mail address', () => {
  for (const email of ['ann@example.org', ' ann@mail.example.org ', 'ann+chat@example.org']) {
    expect(emailProblem(email), email).toBeUndefined()
  }
  expect(emailProblem(' ')).toMatch(/Type/)
  for (const email of ['ann', 'ann@', '@example.org', 'ann@example', 'ann ann@example.org']) {
    expect(emailProblem(email), email).toMatch(/not an e-mail address/)
  }
})
