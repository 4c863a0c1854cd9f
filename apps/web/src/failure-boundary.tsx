import { Component, type ReactNode } from 'react'
import { Button } from './design/button.tsx'

/** Shows {@link Failure} in place of a screen that could not be drawn. React reports the error itself. */
export class FailureBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed ? <Failure /> : this.props.children
  }
}

/** When the app itself is broken or did not load completely. */
export function Failure() {
  return (
    <main className="flex h-full flex-col items-center justify-center gap-4 bg-surface p-4 text-center" role="alert">
      <h1 className="font-semibold text-lg">Something went wrong</h1>
      <p className="max-w-sm text-muted">
        This page could not be shown. What you wrote is kept on this device. Loading the page again usually helps.
      </p>
      <Button look="primary" onClick={() => location.reload()}>
        Reload
      </Button>
    </main>
  )
}
