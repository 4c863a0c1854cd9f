/** An image on this device, ready to be drawn. */
export interface OpenedImage {
  /** For as long as it is not closed. */
  readonly url: string
  readonly element: HTMLImageElement
  close(): void
}

/**
 * Opens a file as an image, upright, whatever the browser can show.
 *
 * @throws {Error} if it can show no image of it; the message is fit to be shown
 */
export async function openImage(file: Blob): Promise<OpenedImage> {
  const url = URL.createObjectURL(file)
  const close = () => URL.revokeObjectURL(url)
  const element = new Image()
  element.src = url
  try {
    await element.decode()
    if (element.naturalWidth === 0) throw new Error('It has no size')
  } catch (cause) {
    close()
    throw new Error('This is not a picture that your browser can open. Take a JPEG or PNG file.', { cause })
  }
  return { url, element, close }
}

/** The first image among files that were dropped, pasted or chosen. */
export function imageAmong(files: FileList | null | undefined): File | undefined {
  return [...(files ?? [])].find(({ type }) => type.startsWith('image/'))
}
