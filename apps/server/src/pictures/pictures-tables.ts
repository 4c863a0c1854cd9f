import type { UserId } from '@chat/protocol'

export interface PicturesTables {
  /** The pictures themselves, of each person one; their addresses are in `users.image`, so that nothing else reads this. */
  pictures: {
    user_id: UserId
    /** What nobody can guess. A new picture has a new one. */
    name: string
    /** WebP. */
    image: Uint8Array
  }
}
