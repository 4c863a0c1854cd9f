import type { RoomId } from '@chat/protocol'
import type { ModelTab } from './model-device.ts'
import { ADA, createStory, GENERAL } from './story.ts'

/** Where somebody writes in a room. */
export const draftIn = ({ client }: ModelTab, roomId: RoomId = GENERAL) => client.drafts.of(roomId)
/** The texts that the server keeps for Ada. */
export const stored = (story: ReturnType<typeof createStory>) =>
  story.server.personLogs.changesAfter(ADA.id, 0).drafts?.map(({ text }) => text) ?? []

/** A message is sent as the screen does it. */
export function send(tab: ModelTab): Promise<void> {
  return draftIn(tab).handOver((text, replyTo) => tab.client.send(GENERAL, text, replyTo && { replyTo }))
}

/** Ada at two devices. */
export async function twoDevices() {
  const story = createStory()
  const [laptop, phone] = [story.device(), story.device()]
  return { story, laptop, phone, here: await story.tab(laptop), there: await story.tab(phone) }
}
