import type { ReactNode } from 'react'

/** The column of rooms: the product's name, the rooms, oneself. */
export function Sidebar({ rooms, account }: { rooms: ReactNode; account: ReactNode }) {
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
      <header className="flex h-14 shrink-0 items-center gap-2.5 px-4 font-semibold">
        <img src="/icon.svg" alt="" width="24" height="24" /> Chat
      </header>
      {rooms}
      <section aria-label="You" className="shrink-0 border-line border-t p-2">
        {account}
      </section>
    </div>
  )
}
