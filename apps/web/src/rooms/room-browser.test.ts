import { RequestError, type RoomPage } from '@chat/client'
import { describe, expect, it } from 'vitest'
import { fakeRoom } from '../testing/fake-chat-client.ts'
import { createRoomBrowser } from './room-browser.ts'

/** A server whose answers a test gives when it likes. */
function createBrowser() {
  const asked: { query?: string | undefined; cursor?: string | undefined }[] = []
  const answers: { resolve: (page: RoomPage) => void; reject: (error: Error) => void }[] = []
  const browser = createRoomBrowser({
    listRooms: (input) =>
      new Promise<RoomPage>((resolve, reject) => {
        asked.push(input)
        answers.push({ resolve, reject })
      }),
  })
  const names = () => browser.found.get().items.map(({ name }) => name)
  return { ...browser, asked, answers, names }
}

function page(names: string[], cursor?: string): RoomPage {
  return { rooms: names.map((name) => fakeRoom({ name })), ...(cursor !== undefined && { cursor }) }
}

describe('browsing rooms', () => {
  it('shows page after page, and each room once, although one was made in between', async () => {
    const { search, more, asked, answers, names, found } = createBrowser()
    const first = search('')
    expect(found.get().status).toBe('loading')
    answers[0]?.resolve(page(['art', 'bread'], 'on'))
    await first
    expect(found.get()).toMatchObject({ status: 'ready', hasMore: true })
    const second = more()
    // Somebody is impatient.
    await more()
    answers[1]?.resolve(page(['bread', 'cake']))
    await second
    expect(names()).toEqual(['art', 'bread', 'cake'])
    expect(asked).toEqual([{}, { cursor: 'on' }])
    await more()
    expect(asked).toHaveLength(2)
  })

  it('shows what was looked for last, whichever answer comes first', async () => {
    const { search, more, answers, names, found } = createBrowser()
    const first = search('')
    answers[0]?.resolve(page(['art'], 'on'))
    await first
    const page2 = more()
    const older = search('a')
    const newer = search('ab')
    expect(names()).toEqual(['art'])
    answers[3]?.resolve(page(['abacus']))
    answers[2]?.resolve(page(['art', 'abacus']))
    answers[1]?.resolve(page(['zoo']))
    await Promise.all([page2, older, newer])
    expect(found.get()).toMatchObject({ query: 'ab', status: 'ready', loadingMore: false })
    expect(names()).toEqual(['abacus'])
  })

  it('says why there is nothing to see, and keeps what is there when only the next page fails', async () => {
    const { search, more, answers, names, found } = createBrowser()
    const first = search('')
    answers[0]?.reject(new RequestError('DISCONNECTED', 'Not connected'))
    await first
    expect(found.get()).toMatchObject({ status: 'failed', problem: expect.stringContaining('no connection') })
    const again = search('')
    answers[1]?.resolve(page(['art'], 'on'))
    await again
    const next = more()
    answers[2]?.reject(new RequestError({ code: 'RATE_LIMITED', message: 'Slow down.', retryAfterMs: 100 }))
    await next
    expect(names()).toEqual(['art'])
    expect(found.get()).toMatchObject({ status: 'ready', hasMore: true, loadingMore: false, problem: 'Slow down.' })
  })
})
