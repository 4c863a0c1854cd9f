import { Button } from '../design/button.tsx'

/** What stands in the middle where one is in no room at all. */
export function NoRooms({ browse, create }: { browse: () => void; create: () => void }) {
  return (
    <section className="flex min-h-0 flex-1 flex-col items-center justify-center gap-2 px-6 text-center">
      <h1 className="font-semibold text-lg">You are in no room</h1>
      <p className="text-muted">Find one that interests you, or make your own.</p>
      <div className="mt-3 flex flex-wrap justify-center gap-2">
        <Button look="primary" onClick={browse}>
          Browse rooms
        </Button>
        <Button onClick={create}>Create a room</Button>
      </div>
    </section>
  )
}
