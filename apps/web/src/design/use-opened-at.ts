import { useState } from 'react'
import { type Place, placeOf } from './place.ts'

/** Where something has opened, and from what: it stays there, see `placeOf`. `note` is for its `onOpenChange`. */
export function useOpenedAt() {
  const [openedAt, setOpenedAt] = useState<{ readonly trigger: Element; readonly place: Place }>()
  function note(open: boolean, { trigger }: { readonly trigger: Element | undefined }): void {
    if (open) setOpenedAt(trigger && { trigger, place: placeOf(trigger) })
  }
  return { ...openedAt, note }
}
