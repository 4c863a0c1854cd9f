import { Tooltip } from '@base-ui/react/tooltip'
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { TOOLTIP_POPUP } from './tooltip-look.ts'
import { tooltipClosedBy } from './use-escape.ts'

const SIZES = { sm: { button: 'size-7', icon: '1rem' }, md: { button: 'size-9', icon: '1.125rem' } }

/** A button that is only an icon: its label is spoken, and shown on hover and focus unless everybody knows the icon. */
export function IconButton({
  icon: Icon,
  label,
  shortcut,
  size = 'md',
  wellKnown = false,
  className = '',
  ...props
}: {
  icon: LucideIcon
  label: string
  /** The key that does the same. */
  shortcut?: string | undefined
  size?: keyof typeof SIZES
  /** What has the focus first in a dialog would cover something with its label, every time. */
  wellKnown?: boolean
  className?: string
} & Omit<ComponentProps<'button'>, 'className' | 'children'>) {
  return (
    <Tooltip.Root
      disabled={wellKnown}
      onOpenChange={(_, details) => {
        // Escape is also for what the button stands in: a sheet closes at the first press, its tooltip with it.
        if (details.reason !== 'escape-key') return
        details.allowPropagation()
        tooltipClosedBy(details.event)
      }}
    >
      <Tooltip.Trigger
        {...props}
        aria-label={label}
        aria-keyshortcuts={shortcut?.toUpperCase()}
        className={`${SIZES[size].button} touch-target inline-flex shrink-0 cursor-pointer items-center justify-center rounded-md text-muted transition-colors duration-100 hover:bg-hover hover:text-text aria-pressed:bg-hover aria-pressed:text-text aria-disabled:cursor-default aria-disabled:opacity-60 ${className}`}
      >
        <Icon aria-hidden="true" size={SIZES[size].icon} />
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={6}>
          <Tooltip.Popup className={TOOLTIP_POPUP}>
            {label}
            {shortcut !== undefined && <kbd className="ms-2 font-sans opacity-70">{shortcut.toUpperCase()}</kbd>}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
