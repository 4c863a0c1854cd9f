import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { IconButton } from './icon-button.tsx'
import { useLayer } from './use-layer.ts'

const SIDES = {
  start:
    'start-0 border-e data-ending-style:-translate-x-full data-starting-style:-translate-x-full rtl:data-ending-style:translate-x-full rtl:data-starting-style:translate-x-full',
  end: 'end-0 border-s data-ending-style:translate-x-full data-starting-style:translate-x-full rtl:data-ending-style:-translate-x-full rtl:data-starting-style:-translate-x-full',
}

/** A side panel over the page, for screens that are too narrow to show it beside. Escape and a tap outside close it. */
export function Sheet({
  title,
  side,
  open,
  onOpenChange,
  children,
}: {
  title: string
  side: keyof typeof SIDES
  open: boolean
  onOpenChange: (open: boolean) => void
  children: ReactNode
}) {
  const popup = useRef<HTMLDivElement>(null)
  useLayer(open, () => onOpenChange(false))
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          ref={popup}
          // Not what closes it, which stands first.
          initialFocus={popup}
          className={`${SIDES[side]} fixed inset-y-0 flex w-72 max-w-[calc(100vw-3rem)] flex-col border-line bg-surface pt-[env(safe-area-inset-top)] pb-[env(safe-area-inset-bottom)] shadow-raised transition-transform duration-150 ease-out focus-visible:outline-none`}
        >
          <Dialog.Title className="sr-only">{title}</Dialog.Title>
          <div className="absolute end-2 flex h-14 items-center">
            <Dialog.Close render={<IconButton icon={X} label="Close" wellKnown />} />
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
