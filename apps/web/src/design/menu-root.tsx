import { Menu } from '@base-ui/react/menu'
import { useRef, useState } from 'react'
import { useLayer } from './use-layer.ts'

/** A menu that the browser's Back closes. */
export function MenuRoot({ onOpenChange, ...props }: Omit<Menu.Root.Props, 'actionsRef'>) {
  const actions = useRef<Menu.Root.Actions>(null)
  const [open, setOpen] = useState(false)
  useLayer(open, () => actions.current?.close())
  return (
    <Menu.Root
      {...props}
      actionsRef={actions}
      onOpenChange={(wanted, details) => {
        setOpen(wanted)
        onOpenChange?.(wanted, details)
      }}
    />
  )
}
