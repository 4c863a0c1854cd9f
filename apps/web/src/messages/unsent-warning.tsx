/** Says what is lost by doing something while messages wait to be sent; nothing where none does. */
export function UnsentWarning({ waiting, action }: { waiting: number; action: string }) {
  if (waiting === 0) return null
  return (
    <p className="rounded-md bg-caution-surface px-3 py-2 text-caution text-sm">
      {waiting === 1 ? 'One message has' : `${waiting} messages have`} not been sent yet. {action} throws{' '}
      {waiting === 1 ? 'it' : 'them'} away.
    </p>
  )
}
