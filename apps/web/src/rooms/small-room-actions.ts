import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { announce } from '../design/announce.ts'
import { showNotice } from '../design/notices.ts'
import { roomAddress } from './open-room.ts'
import { renameTo } from './use-address.ts'

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
export async function hide(client: ChatClient, room: RoomSummary): Promise<void> {
  try {
    await client.leaveRoom(room.id)
    announce(`${room.name} is hidden until the next message`)
    // Whoever has gone elsewhere meanwhile stays there, and what they have opened stays open.
    if (location.pathname.startsWith(roomAddress(room))) renameTo('/')
  } catch (error) {
    showNotice(explainRefusal(error))
  }
}
