import { ConfirmDialog } from '../connection/confirm-dialog.tsx'

/** Asks before a message is deleted, with its text. */
export function DeleteMessageDialog({
  text,
  authorName,
  open,
  onOpenChange,
  remove,
  finalFocus,
}: {
  text: string
  /** Of whoever wrote it, where that is somebody else. */
  authorName: string | undefined
  open: boolean
  onOpenChange: (open: boolean) => void
  remove: () => Promise<void>
  finalFocus: () => HTMLElement | null
}) {
  return (
    <ConfirmDialog
      title={
        authorName === undefined ? (
          'Delete this message?'
        ) : (
          <>
            Delete the message of <bdi>{authorName}</bdi>?
          </>
        )
      }
      description="Its text is gone for everybody, with its earlier versions, and cannot be brought back. A note stays in its place."
      action="Delete message"
      busy="Deleting…"
      look="danger"
      open={open}
      onOpenChange={onOpenChange}
      confirm={remove}
      finalFocus={finalFocus}
    >
      <blockquote
        dir="auto"
        className="line-clamp-6 whitespace-pre-wrap border-line border-s-3 ps-3 text-sm [overflow-wrap:anywhere]"
      >
        {text}
      </blockquote>
    </ConfirmDialog>
  )
}
