import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from '../design/icon-button.tsx'
import { useStore } from '../store/use-store.ts'
import { highlighter } from './highlighter.ts'
import { ScrollArea } from './scroll-area.tsx'

/** A piece of program text, coloured once the highlighter is there. It scrolls sideways and is never broken. */
export function CodeBlock({ code, language }: { code: string; language: string }) {
  const highlight = useStore(highlighter.loaded)
  useEffect(() => {
    if (language !== '') highlighter.load()
  }, [language])
  return (
    <div dir="ltr" className="group/code relative my-1">
      <ScrollArea
        label={language === '' ? 'Code' : `Code, ${language}`}
        className="rounded-md border border-line bg-surface"
      >
        <pre>
          <code>{(language !== '' && highlight?.(language, code)) || code}</code>
        </pre>
      </ScrollArea>
      <CopyButton text={code} />
    </div>
  )
}

const SAYS_COPIED_MS = 2_000

function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(setCopied, SAYS_COPIED_MS, false)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <IconButton
      icon={copied ? Check : Copy}
      label={copied ? 'Copied' : 'Copy code'}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      className="absolute end-1 top-1 bg-surface opacity-0 focus-visible:opacity-100 group-hover/code:opacity-100 pointer-coarse:opacity-100"
    />
  )
}
