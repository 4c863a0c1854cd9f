import type { ReactNode } from 'react'

/** One thing that can be set, under its heading. */
export function SettingsGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3 border-line border-t py-5 first:border-t-0 first:pt-0 last:pb-0">
      <h3 className="font-semibold">{title}</h3>
      {children}
    </section>
  )
}

/** Stands in while the server is asked. */
export function SettingsSkeleton() {
  return (
    <div className="flex flex-col gap-3" aria-hidden="true">
      <span className="pulse-quietly h-4 w-40 rounded-sm bg-line" />
      <span className="pulse-quietly h-11 rounded-md bg-line" />
      <span className="pulse-quietly h-11 rounded-md bg-line" />
    </div>
  )
}
