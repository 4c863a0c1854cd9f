import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { IconButton } from './icon-button.tsx'
import { useLayer } from './use-layer.ts'

const SIZES = {
  question: 'w-96 gap-3 p-5',
  list: 'h-[min(40rem,calc(100dvh-2rem))] w-[34rem]',
  reading: 'w-[34rem]',
}

/** Something in the middle of the screen: a small question that the children answer, a list that scrolls by itself, or something to read. */
export function Modal({
  title,
  description,
  open,
  onOpenChange,
  stays = false,
  size = 'question',
  initialFocus,
  finalFocus,
  children,
}: {
  title: ReactNode
  description?: ReactNode
  open: boolean
  onOpenChange: (open: boolean) => void
  /** It asks what nobody may lose by a step to another place: the browser's Back, for instance, is no answer to it. */
  stays?: boolean
  size?: keyof typeof SIZES
  /** What gets the focus; otherwise the first answer of a question, and of anything else the whole, which is read out. */
  initialFocus?: RefObject<HTMLElement | null>
  /** What gets the focus afterwards; otherwise what had it before. */
  finalFocus?: () => HTMLElement | null
  children: ReactNode
}) {
  // Most are closed, and what is closed need not be drawn again and again. It is there a moment before it opens and until
  // it has closed, so that it fades.
  const [there, setThere] = useState(false)
  const popup = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (open) setThere(true)
  }, [open])
  useLayer(open && !stays, () => onOpenChange(false))
  if (!open && !there) return null
  return (
    <Dialog.Root open={open && there} onOpenChange={onOpenChange} onOpenChangeComplete={setThere}>
      <Dialog.Portal>
        <Dialog.Backdrop
          // Also where a question comes up over another dialog.
          forceRender
          className="fixed inset-0 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0"
        />
        <Dialog.Popup
          ref={popup}
          // Not what closes it, which stands first.
          initialFocus={initialFocus ?? (size === 'question' ? undefined : popup)}
          finalFocus={finalFocus}
          className={`${SIZES[size]} fixed start-1/2 top-1/2 flex max-h-[calc(100dvh-2rem)] max-w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col overflow-y-auto rounded-lg border border-line bg-raised shadow-raised transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0 focus-visible:outline-none rtl:translate-x-1/2`}
        >
          {size === 'question' ? (
            <Dialog.Title className="font-semibold text-lg">{title}</Dialog.Title>
          ) : (
            <div className="flex shrink-0 items-center justify-between ps-5 pe-3 pt-3">
              <Dialog.Title className="font-semibold text-lg">{title}</Dialog.Title>
              <Dialog.Close render={<IconButton icon={X} label="Close" wellKnown />} />
            </div>
          )}
          {description !== undefined && (
            <Dialog.Description className="text-muted text-sm">{description}</Dialog.Description>
          )}
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
