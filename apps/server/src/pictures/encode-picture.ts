import { limits } from '@chat/protocol'
import type { Sharp, SharpOptions } from 'sharp'
import { ChatError } from '../gate/chat-error.ts'

/** Sharp on twice as many pixels as the largest place where a person's picture stands. */
const SIZE = 256
const QUALITY = 82
const SECONDS = 10

const FORMATS: readonly (string | undefined)[] = ['jpeg', 'png', 'webp', 'gif', 'heif']

type Decoder = (image: Uint8Array, options: SharpOptions) => Sharp
let decoder: Promise<Decoder> | undefined

/**
 * Makes of an image that somebody sent what is shown of it: a square from its middle, upright, still, as WebP. Nothing of
 * the file itself comes through: not where the photo was taken, and not what may hide beside it.
 *
 * @throws {ChatError} UNSUPPORTED_TYPE, PAYLOAD_TOO_LARGE or UPLOAD_REJECTED
 */
export async function encodePicture(image: Uint8Array): Promise<Uint8Array> {
  decoder ??= loadDecoder()
  const decode = await decoder
  await inspect(() => decode(image, { limitInputPixels: false }))
  try {
    return await decode(image, { limitInputPixels: limits.picturePixels, failOn: 'error' })
      .timeout({ seconds: SECONDS })
      .autoOrient()
      .resize(SIZE, SIZE, { fit: 'cover' })
      .flatten({ background: 'white' })
      .webp({ quality: QUALITY })
      .toBuffer()
  } catch (cause) {
    throw rejected(cause)
  }
}

/** Looks at the header alone, whatever the sender calls the file. */
async function inspect(open: () => Sharp): Promise<void> {
  const { format, width, height } = await readHeader(open)
  if (!FORMATS.includes(format)) {
    throw new ChatError('UNSUPPORTED_TYPE', 'This is no JPEG, PNG, WebP, GIF or AVIF file, or a damaged one.')
  }
  if (width * height > limits.picturePixels) {
    const megapixels = limits.picturePixels / 1_000_000
    throw new ChatError('PAYLOAD_TOO_LARGE', `A picture has at most ${megapixels} megapixels.`)
  }
}

async function readHeader(open: () => Sharp): Promise<{ format?: string; width: number; height: number }> {
  try {
    return await open().metadata()
  } catch {
    return { width: 0, height: 0 }
  }
}

function rejected(cause: unknown): ChatError {
  return Object.assign(new ChatError('UPLOAD_REJECTED', 'This picture cannot be read: the file is damaged.'), { cause })
}

/** With the first picture: a server without any can do without the library's memory. */
async function loadDecoder(): Promise<Decoder> {
  const { default: sharp } = await import('sharp')
  // What nobody may send is not even looked at: SVG, PDF, TIFF and the rest have had the holes.
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: [
      'VipsForeignLoadJpeg',
      'VipsForeignLoadPng',
      'VipsForeignLoadWebp',
      'VipsForeignLoadNsgif',
      'VipsForeignLoadHeif',
    ],
  })
  // One thread for each, and nothing kept: the cores are for the chat.
  sharp.concurrency(1)
  sharp.cache(false)
  return sharp
}
