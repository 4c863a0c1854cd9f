import { Trash2 } from 'lucide-react'

/** What is left of a message that was deleted: that there was one. */
export function DeletedText({ byModerator }: { byModerator: boolean }) {
  return (
    <p className="flex items-center gap-1.5 text-muted italic leading-6">
      <Trash2 aria-hidden="true" size="0.875rem" className="shrink-0" />{' '}
      {byModerator ? 'Deleted by a moderator.' : 'This message was deleted.'}
    </p>
  )
}
