import { ErrorBody, limits, PICTURE_PATH, PictureAnswer, type User } from '@chat/protocol'
import type { Clock } from './clock.ts'
import type { Http, HttpAnswer } from './http.ts'
import { RequestError } from './request-error.ts'

/** Longer than the server lets an upload take. */
const PATIENCE_MS = 45_000

/** One's own picture. It travels over HTTP, since it does not fit into a frame. */
export function createPictures(options: {
  readonly http: Http
  readonly clock: Clock
  readonly learn: (users: readonly User[]) => void
}) {
  const { http, clock, learn } = options

  async function ask(...request: Parameters<Http>): Promise<User> {
    const { ok, body } = await answered(http(...request))
    const refusal = ok ? undefined : ErrorBody.safeParse(Object(body).error).data
    if (refusal) throw new RequestError(refusal)
    const { data } = PictureAnswer.safeParse(body)
    if (!ok || !data) throw new RequestError('UNREADABLE', 'The server answered with something else')
    learn([data.user])
    return data.user
  }

  function answered(answer: Promise<HttpAnswer>): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const timer = clock.setTimeout(() => reject(new RequestError('TIMEOUT', 'No answer')), PATIENCE_MS)
      answer
        .then(resolve, () => reject(new RequestError('DISCONNECTED', 'The server cannot be reached')))
        .finally(() => clock.clearTimeout(timer))
    })
  }

  return {
    async set(image: Uint8Array<ArrayBuffer>): Promise<User> {
      if (image.length > limits.pictureBytes) throw new RangeError('This picture is too large')
      return ask('PUT', PICTURE_PATH, image)
    },
    remove: (): Promise<User> => ask('DELETE', PICTURE_PATH),
  }
}
