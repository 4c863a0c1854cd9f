import { setTyping } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { refusePost } from '../rooms/room-access.ts'
import { findRoomAndMember } from '../rooms/rooms-store.ts'
import { checkRootIn } from '../threads/threads-store.ts'

export const handleSetTyping = handle(setTyping, async ({ input, actor: { userId }, connection, database, typing }) => {
  const { roomId, threadRoot } = input
  if (!input.typing) {
    typing.end({ roomId, userId, threadRoot })
    return {}
  }
  await typing.begin({ roomId, userId, threadRoot, connectionId: connection.id }, async () => {
    const { room, member } = await findRoomAndMember(database.read, { roomId, userId })
    const refused = refusePost(room, member)
    if (refused) throw new ChatError(refused.code, refused.message)
    if (threadRoot !== undefined) await checkRootIn(database.read, userId, { roomId, threadRoot })
  })
  return {}
})
