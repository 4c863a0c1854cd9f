import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** One way to sign in, with what can be done about it. */
export function SignInWay({
  icon: Icon,
  name,
  about,
  action,
  children,
}: {
  icon: LucideIcon
  name: string
  about: string
  action?: ReactNode
  /** A question that has been asked. */
  children?: ReactNode
}) {
  return (
    <li className="flex flex-col gap-2 border-line px-3 py-2.5 not-first:border-t">
      <div className="flex items-center gap-3">
        <Icon aria-hidden="true" size="1.25rem" className="shrink-0 text-muted" />
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium text-sm">
            <bdi>{name}</bdi>
          </p>
          <p className="text-muted text-sm">{about}</p>
        </div>
        {action}
      </div>
      {children}
    </li>
  )
}
