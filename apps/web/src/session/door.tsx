import { type ReactNode, useEffect } from 'react'

/** The frame of every screen before somebody is in. */
export function Door({ title, intro, children }: { title: string; intro: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title === 'Chat' ? 'Join' : title} · Chat`
  }, [title])
  return (
    <main className="flex h-full flex-col items-center overflow-y-auto bg-surface px-4">
      {/* Above the middle, where the eye rests, and clear of a phone's keyboard. */}
      <div className="flex-1 max-sm:max-h-16" />
      <div className="w-full max-w-sm rounded-lg py-8 sm:border sm:border-line sm:bg-canvas sm:p-8">
        <img src="/icon.svg" alt="" width="48" height="48" />
        <h1 className="mt-5 font-semibold text-xl">{title}</h1>
        <p className="mt-1 text-muted">{intro}</p>
        <div className="mt-6">{children}</div>
      </div>
      <div className="flex-[2]" />
    </main>
  )
}
