import type { ComponentProps } from 'react'
import { Button } from './button.tsx'

/** The way to the next page of a list, and why it has not come. */
export function ShowMore({
  page: { hasMore, loadingMore, problem },
  label = 'Show more',
  more,
  size,
  className,
}: {
  page: { readonly hasMore: boolean; readonly loadingMore: boolean; readonly problem?: string }
  label?: string
  more: () => Promise<void>
  /** The room around it. */
  className: string
} & Pick<ComponentProps<typeof Button>, 'size'>) {
  if (!hasMore) return null
  return (
    <div className={`flex flex-col items-center gap-2 ${className}`}>
      <p role="alert" className="text-danger text-sm empty:hidden">
        {problem}
      </p>
      <Button {...(size && { size })} disabled={loadingMore} onClick={() => void more()}>
        {loadingMore ? 'Loading…' : label}
      </Button>
    </div>
  )
}
