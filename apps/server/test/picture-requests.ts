import { PICTURE_PATH } from '@chat/protocol'
import type { Answer } from './browser.ts'
import type { Credentials } from './connect-person.ts'

/** What somebody proves who they are with, in a request. */
export const bearer = ({ token }: Credentials): Record<string, string> => ({ authorization: `Bearer ${token}` })

export const putPicture = (url: string, headers: Record<string, string>, image: Uint8Array): Promise<Answer> =>
  ask(url, 'PUT', headers, image)

export const removePicture = (url: string, headers: Record<string, string>): Promise<Answer> =>
  ask(url, 'DELETE', headers)

async function ask(url: string, method: string, headers: Record<string, string>, image?: Uint8Array): Promise<Answer> {
  const response = await fetch(`${url}${PICTURE_PATH}`, {
    method,
    headers,
    ...(image && { body: new Uint8Array(image) }),
  })
  return { status: response.status, headers: response.headers, body: await response.json() }
}
