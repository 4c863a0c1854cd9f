/** Twice what the server keeps, so that it has something to choose from. */
const SIDE = 512
const QUALITY = 0.95

/** A square part of an image, in its own pixels. */
export interface Square {
  readonly x: number
  readonly y: number
  readonly width: number
}

/** Cuts a square out of an image and makes a small file of it: a photo of 10 MB travels as some 50 KB. */
export async function cropImage(image: CanvasImageSource, { x, y, width }: Square): Promise<Uint8Array<ArrayBuffer>> {
  const side = Math.max(1, Math.min(SIDE, Math.round(width)))
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('This browser cannot draw.')
  // Where the image is transparent, as the server has it.
  context.fillStyle = 'white'
  context.fillRect(0, 0, side, side)
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, x, y, width, width, 0, 0, side, side)
  // Browsers that cannot write WebP write PNG.
  const file = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', QUALITY))
  if (file === null) throw new Error('This browser could not make a picture of it.')
  return new Uint8Array(await file.arrayBuffer())
}
