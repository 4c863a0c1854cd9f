import { type ChatClient, RequestError } from '@chat/client'
import { RoomId } from '@chat/protocol'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, describe, expect, it } from 'vitest'
import { NoticePlace } from '../design/notice-place.tsx'
import { dismissNotice, shownNotice } from '../design/notices.ts'
import { createFakeChatClient, fakeMessageId } from '../testing/fake-chat-client.ts'
import { useReacting } from './use-reacting.tsx'

const room = { id: RoomId.parse('general') }

beforeEach(dismissNotice)

function Reacts({ client }: { client: ChatClient }) {
  useReacting(client, room).reacting.set(fakeMessageId(1), '🎉', true)
  return null
}

/** What is on the screen where that is refused. */
async function refused(error: Error): Promise<string> {
  const client = { ...createFakeChatClient(), setReaction: () => Promise.reject(error) }
  renderToStaticMarkup(<Reacts client={client} />)
  await expect.poll(shownNotice.get).toBeDefined()
  return renderToStaticMarkup(<NoticePlace />)
}

describe('a reaction that is not taken', () => {
  it('says why on the screen, aloud too, until that is read', async () => {
    const body = { code: 'FORBIDDEN', message: 'This message has as many emoji as it may have.' } as const
    const html = await refused(new RequestError(body))
    expect(html).toMatch(/role="status".*The reaction was not taken\. This message has as many emoji as it may have\./)
    expect(html).toContain('aria-label="Dismiss"')
    dismissNotice()
    expect(renderToStaticMarkup(<NoticePlace />)).toMatch(/^<div role="status"[^>]*><\/div>$/)
  })

  it('blames no connection where the browser is older than the emoji', async () => {
    expect(await refused(new RangeError('Must be one emoji'))).toContain('This browser does not know that emoji yet.')
  })
})
