import { type Reaction, UserId } from '@chat/protocol'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { createFakeChatClient, fakeMessageId, ME } from '../testing/fake-chat-client.ts'
import { ReactionChips } from './reaction-chips.tsx'

const ann = UserId.parse('ann')

function draw(reactions: Reaction[], allowed = true): string {
  const client = createFakeChatClient()
  client.me.set({ id: ME, name: 'Me' })
  client.users.set(new Map([[ann, { id: ann, name: 'Ann' }]]))
  const reacting = { client, allowed, set() {}, choose() {} }
  return renderToStaticMarkup(<ReactionChips messageId={fakeMessageId(1)} reactions={reactions} reacting={reacting} />)
}

it('says who reacts, how many do, and whether one does oneself', () => {
  const html = draw([
    { emoji: '🎉', userIds: [ann, ME] },
    { emoji: '👍', userIds: [ann], count: 41 },
  ])
  expect(html).toMatch(/aria-pressed="true"[^>]*><span[^>]*>🎉<\/span><span>2<span[^>]*>: You and Ann</)
  expect(html).toMatch(/aria-pressed="false"[^>]*><span[^>]*>👍<\/span><span>41<span[^>]*>: Ann and 40 others</)
  expect(html).toContain('Add a reaction')
})

it('can only be looked at where nobody reacts any more', () => {
  const html = draw([{ emoji: '🎉', userIds: [ann] }], false)
  expect(html).toContain('aria-disabled="true"')
  expect(html).not.toContain('Add a reaction')
})
