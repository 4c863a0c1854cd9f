import { useEffect, useEffectEvent } from 'react'
import { imageAmong } from './open-image.ts'

/** Hears of images that somebody pastes, wherever on the page the focus is. */
export function usePastedImage(take: (file: File) => void): void {
  const pasted = useEffectEvent((event: ClipboardEvent) => {
    const file = imageAmong(event.clipboardData?.files)
    if (!file) return
    event.preventDefault()
    take(file)
  })
  useEffect(() => {
    document.addEventListener('paste', pasted)
    return () => document.removeEventListener('paste', pasted)
  }, [])
}
