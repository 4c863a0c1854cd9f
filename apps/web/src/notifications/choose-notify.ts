import type { ChatClient } from '@chat/client'
import type { RoomId } from '@chat/protocol'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { showNotice } from '../design/notices.ts'

/** Chooses what notifies in a room, or mutes it. What cannot be done now is said and can be tried again. */
export async function chooseNotify(
  client: ChatClient,
  roomId: RoomId,
  choice: Parameters<ChatClient['notifyRoom']>[1],
): Promise<void> {
  try {
    await client.notifyRoom(roomId, choice)
  } catch (error) {
    showNotice(explainRefusal(error))
  }
}
