import { Ban } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from '../design/button.tsx'

/** In place of everything, for somebody whom the server does not let in. */
export function SuspendedScreen({
  message,
  retry,
  children,
}: {
  /** The server's own words. */
  message: string
  retry: () => void
  /** What else they can do. */
  children: ReactNode
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = 'Suspended · Chat'
    heading.current?.focus()
  }, [])
  return (
    <main className="flex h-full flex-col items-center overflow-y-auto bg-surface px-4">
      <div className="flex-1 max-sm:max-h-16" />
      <div className="w-full max-w-sm rounded-lg py-8 sm:border sm:border-line sm:bg-canvas sm:p-8">
        <Ban aria-hidden="true" size="2.5rem" className="text-danger" />
        <h1 ref={heading} tabIndex={-1} className="mt-5 font-semibold text-xl outline-none">
          You are suspended
        </h1>
        <p className="mt-1 text-muted">{message} What you wrote is still there.</p>
        <div className="mt-6 flex flex-wrap gap-2">
          <Button look="primary" onClick={retry}>
            Try again
          </Button>
          {children}
        </div>
      </div>
      <div className="flex-[2]" />
    </main>
  )
}
