import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { announce } from '../design/announce.ts'
import { showNotice } from '../design/notices.ts'
import { goTo } from './use-address.ts'

/** Marks a room as a favourite, or takes the mark away. What cannot be done now is said and can be tried again. */
export async function favourite(client: ChatClient, { id, name }: RoomSummary, on: boolean): Promise<void> {
  try {
    await client.favouriteRoom(id, on)
    announce(on ? `${name} is one of your favourites` : `${name} is none of your favourites any more`)
  } catch (error) {
    showNotice(explainRefusal(error))
  }
}

/** Takes a conversation out of the list until something is said in it. Nothing is lost, so nobody is asked. */
export async function hide(client: ChatClient, { id, name }: RoomSummary): Promise<void> {
  try {
    await client.leaveRoom(id)
    announce(`${name} is hidden until the next message`)
    goTo('/')
  } catch (error) {
    showNotice(explainRefusal(error))
  }
}
