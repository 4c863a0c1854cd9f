import { inviteToRoom } from '@chat/protocol'
import { ChatError } from '../gate/chat-error.ts'
import { handle } from '../gate/handler.ts'
import { findVisibleUsers, isOneDeleted } from '../people/people-store.ts'

/** Who may invite is in room-access.ts. Each person takes a place in the log; after a lost ack, asking again adds the rest. */
export const handleInviteToRoom = handle(
  inviteToRoom,
  async ({ input: { roomId, userIds }, actor: { userId: actorId }, database, log }) => {
    const invited = [...new Set(userIds)]
    const visible = new Set((await findVisibleUsers(database.read, actorId, invited)).map(({ id }) => id))
    // Before anybody comes in: the log refuses each for themselves.
    if (invited.some((userId) => !visible.has(userId)) || (await isOneDeleted(database.read, invited))) {
      throw new ChatError('NOT_FOUND', 'There is no such person.')
    }
    const outcomes = await Promise.all(
      invited.map((userId) =>
        log.append({ kind: 'member.joined', way: 'invited', roomId, actorId, userId, role: 'member' }),
      ),
    )
    return { added: invited.filter((_, index) => outcomes[index]?.status === 'applied') }
  },
)
