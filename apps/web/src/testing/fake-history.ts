import type { ChatClient, ReadableStore, RoomView } from '@chat/client'
import type { RoomId } from '@chat/protocol'

type History = Pick<
  ChatClient,
  | 'loadBefore'
  | 'loadAfter'
  | 'loadNear'
  | 'loadAround'
  | 'findMessageAt'
  | 'readMessage'
  | 'loadQuoted'
  | 'showPresent'
>

/**
 * A history without a server: it is what a test has put into the rooms.
 *
 * @param asked hears what somebody wanted to see
 */
export function createFakeHistory(room: (roomId: RoomId) => ReadableStore<RoomView>, asked: string[]): History {
  const messagesOf = (roomId: RoomId) => room(roomId).get().messages
  return {
    async loadBefore(roomId) {
      asked.push(`loadBefore ${roomId}`)
    },
    async loadAfter(roomId) {
      asked.push(`loadAfter ${roomId}`)
    },
    async loadNear(roomId, seq) {
      asked.push(`loadNear ${roomId} ${seq}`)
      return true
    },
    async loadAround(roomId, seq) {
      asked.push(`loadAround ${roomId} ${seq}`)
      return messagesOf(roomId).some((message) => message.seq === seq)
    },
    async findMessageAt(roomId, at) {
      const messages = messagesOf(roomId)
      return (messages.find(({ sentAt }) => sentAt >= at) ?? messages.at(-1))?.seq
    },
    readMessage: async (roomId, seq) => messagesOf(roomId).find((message) => message.seq === seq),
    async loadQuoted(roomId, seq) {
      asked.push(`loadQuoted ${roomId} ${seq}`)
    },
    showPresent: (roomId) => void asked.push(`showPresent ${roomId}`),
  }
}
