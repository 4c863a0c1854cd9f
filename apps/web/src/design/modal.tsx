import { Dialog } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'

/** A small question in the middle of the screen. The title asks it, the children answer it. */
export function Modal({
  title,
  description,
  open,
  onOpenChange,
  children,
}: {
  title: string
  description?: ReactNode
  open: boolean
  onOpenChange: (open: boolean) => void
  children: ReactNode
}) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed start-1/2 top-1/2 flex w-96 max-w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col gap-3 rounded-lg border border-line bg-raised p-5 shadow-raised transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0 rtl:translate-x-1/2">
          <Dialog.Title className="font-semibold text-lg">{title}</Dialog.Title>
          {description !== undefined && (
            <Dialog.Description className="text-muted text-sm">{description}</Dialog.Description>
          )}
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
