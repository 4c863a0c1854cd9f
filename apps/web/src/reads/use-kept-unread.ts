import type { RoomSummary } from '@chat/protocol'
import { useEffect, useState } from 'react'
import { setKeptUnread } from './kept-unread.ts'

/**
 * Whether the open room was marked as unread, here or on another device, since somebody came here: it stays so until they
 * leave and come back, or have read it some other way.
 *
 * @param connected before the first connection nobody knows what was marked elsewhere while this was closed
 */
export function useKeptUnread(
  { id, readEpoch = 0, unread }: Pick<RoomSummary, 'id' | 'readEpoch' | 'unread'>,
  connected: boolean,
): boolean {
  const [came, setCame] = useState({ epoch: readEpoch, connected })
  const forgets = !came.connected || unread === 0
  if ((forgets && came.epoch !== readEpoch) || (connected && !came.connected)) {
    setCame({ epoch: forgets ? readEpoch : came.epoch, connected: came.connected || connected })
  }
  const kept = !forgets && came.epoch !== readEpoch
  useEffect(() => {
    setKeptUnread(kept ? id : undefined)
    return () => setKeptUnread(undefined)
  }, [kept, id])
  return kept
}
