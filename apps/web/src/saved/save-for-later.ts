import type { ChatClient } from '@chat/client'
import type { MessageId } from '@chat/protocol'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { announce } from '../design/announce.ts'
import { showNotice } from '../design/notices.ts'

/** Saves a message for later, or takes that back. What cannot be done now is said and can be tried again. */
export async function saveForLater(
  client: Pick<ChatClient, 'saveMessage'>,
  messageId: MessageId,
  on: boolean,
): Promise<void> {
  try {
    await client.saveMessage(messageId, on)
    announce(on ? 'Saved for later' : 'Not saved any more')
  } catch (error) {
    showNotice(explainRefusal(error))
  }
}
