import { CircleAlert } from 'lucide-react'

/** What is wrong with a form as a whole; read out when it appears. */
export function FormProblem({ children }: { children: string | undefined }) {
  return (
    <p role="alert" className="flex items-start gap-1.5 text-danger text-sm empty:hidden">
      {children !== undefined && (
        <>
          <CircleAlert aria-hidden="true" size="1rem" className="mt-0.5 shrink-0" />
          {children}
        </>
      )}
    </p>
  )
}
