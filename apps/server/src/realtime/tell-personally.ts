import type { Telling } from '../gate/handler.ts'
import type { CommittedChange } from '../log/room-log.ts'
import type { Logger } from '../logger.ts'
import { tellRoomAdded } from '../rooms/tell-room-added.ts'
import { tellThread } from '../threads/tell-thread.ts'

/** Tells single people what changes of rooms have made theirs. Where that fails, their next sync says it. */
export function tellPersonally(
  { logger, ...services }: Telling & { readonly logger: Logger },
  committed: readonly CommittedChange[],
): void {
  for (const { change, applied } of committed) {
    const { shownTo, nowFollowing, message } = applied.state
    if (!shownTo && !nowFollowing) continue
    const { roomId } = change
    const rootId = message?.threadRoot
    const told = [
      // Direct conversations that they had hidden, or did not know of yet.
      ...(shownTo ?? []).map((userId) => tellRoomAdded(services, userId, roomId)),
      ...(nowFollowing ?? []).flatMap((userId) => (rootId ? tellThread(services, userId, rootId) : [])),
    ]
    for (const one of told) {
      one.catch((err: unknown) =>
        logger.warn({ err, roomId }, 'could not tell somebody what is theirs; the next sync does'),
      )
    }
  }
}
