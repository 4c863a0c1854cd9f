import { useState } from 'react'
import { Button } from '../design/button.tsx'

/** The codes that stand in for a lost phone; shown this once. */
export function BackupCodes({ codes, done }: { codes: readonly string[]; done: () => void }) {
  const [copied, setCopied] = useState(false)
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="text-sm">
        It is on. Keep these codes somewhere safe: each lets you in once without your phone. They are not shown again.
      </p>
      <ul
        aria-label="Backup codes"
        className="grid grid-cols-2 gap-x-4 gap-y-1 rounded-md bg-surface px-3 py-2 text-sm tabular-nums"
      >
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex gap-2">
        <Button
          onClick={() => {
            navigator.clipboard.writeText(codes.join('\n')).then(
              () => setCopied(true),
              () => {},
            )
          }}
        >
          {copied ? 'Copied' : 'Copy'}
        </Button>
        <Button look="primary" onClick={done}>
          I have kept them
        </Button>
      </div>
    </div>
  )
}
