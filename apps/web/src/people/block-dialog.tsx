import { ConfirmDialog } from '../connection/confirm-dialog.tsx'

/** Asks before blocking somebody, and says what that means. */
export function BlockDialog({
  name,
  open,
  onOpenChange,
  block,
}: {
  name: string
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Closes the dialog by itself once it is done. */
  block: () => Promise<void>
}) {
  return (
    <ConfirmDialog
      title={
        <>
          Block <bdi className="[overflow-wrap:anywhere]">{name}</bdi>?
        </>
      }
      description="You two can no longer write to each other directly, and what they write in rooms is folded for you. They are not told. You can end this at any time."
      action="Block"
      busy="Blocking…"
      open={open}
      onOpenChange={onOpenChange}
      confirm={block}
    />
  )
}
