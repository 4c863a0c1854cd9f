/** The shape of a list of messages to come. */
export function ListSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col gap-2 px-5 py-3">
      {['h-20', 'h-16', 'h-24'].map((height) => (
        <span key={height} className={`pulse-quietly rounded-md bg-line ${height}`} />
      ))}
    </div>
  )
}
