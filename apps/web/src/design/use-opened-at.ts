import { useState } from 'react'
import { type Place, placeOf } from './place.ts'

/** Whether something is open, where it has opened and from what: it stays there, see `placeOf`. `note` is for its `onOpenChange`. */
export function useOpenedAt() {
  const [openedAt, setOpenedAt] = useState<{ readonly trigger: Element; readonly place: Place }>()
  const [open, setOpen] = useState(false)
  function note(wanted: boolean, { trigger }: { readonly trigger: Element | undefined }): void {
    setOpen(wanted)
    if (wanted) setOpenedAt(trigger && { trigger, place: placeOf(trigger) })
  }
  return { ...openedAt, open, note }
}
