/** Below it is what is new. */
export function UnreadLine() {
  return (
    <div className="flex items-center gap-3 pt-1 pb-2">
      <span className="h-px flex-1 bg-danger-fill" />
      <h2 className="font-medium text-danger text-xs">New messages</h2>
      <span className="h-px flex-1 bg-danger-fill" />
    </div>
  )
}
