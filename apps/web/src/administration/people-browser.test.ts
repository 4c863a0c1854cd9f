import { type PeoplePage, RequestError } from '@chat/client'
import { type Person, UserId } from '@chat/protocol'
import { expect, it } from 'vitest'
import { createPeopleBrowser } from './people-browser.ts'

const person = (name: string, parts: Partial<Person> = {}): Person => ({
  user: { id: UserId.parse(name), name },
  serverRole: 'member',
  joinedAt: 0,
  ...parts,
})

/** A server whose answers a test gives when it likes. */
function createBrowser() {
  const asked: unknown[] = []
  const answers: { resolve: (page: PeoplePage) => void; reject: (error: Error) => void }[] = []
  const browser = createPeopleBrowser({
    listPeople: (input) =>
      new Promise<PeoplePage>((resolve, reject) => {
        asked.push(input)
        answers.push({ resolve, reject })
      }),
  })
  return { ...browser, asked, answers, names: () => browser.found.get().items.map(({ user }) => user.name) }
}

it('shows page after page, each person once, and what was changed in between stays changed', async () => {
  const { search, more, replace, found, asked, answers, names } = createBrowser()
  const first = search('')
  answers[0]?.resolve({ people: [person('ada'), person('bob')], total: 3, cursor: 'bob' })
  await first
  const second = more()
  replace(person('bob', { suspendedAt: 5 }))
  answers[1]?.resolve({ people: [person('bob'), person('cy')], total: 3 })
  await second
  expect(names()).toEqual(['ada', 'bob', 'cy'])
  expect(found.get().items[1]?.suspendedAt).toBe(5)
  expect(found.get()).toMatchObject({ total: 3, hasMore: false, loadingMore: false })
  expect(asked).toEqual([{}, { cursor: 'bob' }])
})

it('counts the latest search only, and says why one failed', async () => {
  const { search, found, answers, names } = createBrowser()
  const slow = search('a')
  const late = search('ad')
  answers[1]?.resolve({ people: [person('ada')], total: 1 })
  answers[0]?.resolve({ people: [person('zoe')], total: 1 })
  await Promise.all([slow, late])
  expect(names()).toEqual(['ada'])
  const refused = search('x')
  answers[2]?.reject(new RequestError({ code: 'FORBIDDEN', message: 'This is for those who run the server.' }))
  await refused
  expect(found.get()).toMatchObject({ status: 'failed', problem: 'This is for those who run the server.' })
})

it('forgets somebody who is gone', async () => {
  const { search, remove, found, answers, names } = createBrowser()
  const first = search('')
  answers[0]?.resolve({ people: [person('ada'), person('bob')], total: 2 })
  await first
  remove(UserId.parse('ada'))
  remove(UserId.parse('ada'))
  expect(names()).toEqual(['bob'])
  expect(found.get().total).toBe(1)
})
