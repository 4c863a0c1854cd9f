import { suggestGuestName } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { nameProblem } from './name-rule.ts'

describe('a name', () => {
  it('is fine as proposed, and in any script', () => {
    for (const name of [suggestGuestName(), 'Bo', '雪子', 'نور الهدى', '🦊 Foxy', 'x'.repeat(30), '  Ada  ']) {
      expect(nameProblem(name), name).toBeUndefined()
    }
  })

  it('is refused with a reason that says what to do', () => {
    expect(nameProblem('   ')).toMatch(/Type a name/)
    expect(nameProblem('A')).toMatch(/Too short.*2/)
    expect(nameProblem('x'.repeat(31))).toMatch(/Too long.*30.*31/)
    expect(nameProblem('Ada\u202eecalevoL')).toMatch(/cannot be shown/)
  })
})
