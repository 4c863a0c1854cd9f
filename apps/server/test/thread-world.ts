import {
  getThreadHistory,
  getThreads,
  type Message,
  MessageId,
  type RoomId,
  type RoomSummary,
  sendMessage,
  syncSession,
} from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { joinGeneral, type Person } from './connect-person.ts'
import { startServer } from './start-server.ts'

/** Ann, Ben and Cy in `general`, and what they do with threads there. */
export async function createThreadWorld() {
  const server = await startServer()
  const [ann, ben, cy] = [
    await joinGeneral(server.url, { name: 'Ann' }),
    await joinGeneral(server.url, { name: 'Ben' }),
    await joinGeneral(server.url, { name: 'Cy' }),
  ]
  const { roomId } = ann

  async function say(person: Person, text: string, threadRoot?: MessageId, room: RoomId = roomId) {
    const id = MessageId.parse(uuidv7())
    const sent = await person.get(sendMessage, { id, roomId: room, text, ...(threadRoot && { threadRoot }) })
    return { id, text, seq: sent.seq, sentAt: sent.sentAt }
  }

  return {
    ...server,
    ann,
    ben,
    cy,
    roomId,
    say,
    /** The root as it is now, and the texts of its thread. */
    async thread(person: Person, rootId: MessageId): Promise<{ root: Message; texts: string[] }> {
      const { root, messages } = await person.get(getThreadHistory, { rootId })
      return { root, texts: messages.map(({ text }) => text) }
    },
    /** What the thread is to somebody. */
    async seenBy(person: Person, rootId: MessageId) {
      const { threads } = await person.get(getThreads, { rootIds: [rootId] })
      return threads[0]
    },
    /** The room as somebody sees it on another device. */
    async summaryOf(person: Person, room: RoomId = roomId): Promise<RoomSummary | undefined> {
      const { rooms } = await person.get(syncSession, { cursors: {} })
      return rooms.find(({ id }) => id === room)
    },
  }
}
