import { z } from 'zod'
import { User } from './users.ts'

/**
 * The HTTP route of one's own picture: `PUT` with an image as the body sets it, `DELETE` takes it away. Both answer with a
 * {@link PictureAnswer}, or with `{ error: ErrorBody }`.
 */
export const PICTURE_PATH = '/api/picture'

/** Oneself, with the new picture or without one. */
export const PictureAnswer = z.object({ user: User })
export type PictureAnswer = z.output<typeof PictureAnswer>
