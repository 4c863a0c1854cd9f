import type { ComponentProps } from 'react'
import { RemovedNotice } from './removed-notice.tsx'
import { RoomPreview } from './room-preview.tsx'
import type { RemovedFrom } from './use-removed-from.ts'

/** What stands in the middle where the address names a room that one is not in, or has just been removed from. */
export function Elsewhere({ removed, ...preview }: ComponentProps<typeof RoomPreview> & { removed: RemovedFrom }) {
  return removed.wasOpen ? <RemovedNotice {...removed} look="alone" /> : <RoomPreview {...preview} />
}
