import type { MessageId } from '@chat/protocol'
import type { ModelTab } from './model-device.ts'
import { BOB, createStory, GENERAL } from './story.ts'

/** Ada has written something, and Bob answers. */
export async function createThreadStory() {
  const story = createStory()
  const tab = await story.tab()
  tab.send(GENERAL, 'root')
  await story.clock.advance(1_000)
  const root = tab.client.room(GENERAL).get().messages.at(-1)
  if (!root) throw new Error('unreachable')
  let replies = 0
  const answer = (text: string): MessageId => {
    replies += 1
    const id = `01900000-0000-7000-8000-0000000009${String(replies).padStart(2, '0')}` as MessageId
    story.server.write(GENERAL, id, BOB.id, text, { threadRoot: root.id })
    return id
  }
  const seen = (of: ModelTab = tab) => of.client.threads.get().threads.get(root.id)
  const asked = (name: string) => story.asked.filter((one) => one === name).length
  return { ...story, tab, root, answer, seen, asked }
}
