import { Check, Copy } from 'lucide-react'
import { use, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Button } from '../design/button.tsx'
import { IconButton } from '../design/icon-button.tsx'
import { useStore } from '../store/use-store.ts'
import { foldCode, isUnfolded, keepUnfolded } from './fold-code.ts'
import { GrowsInPlace } from './grows-in-place.tsx'
import { highlighter } from './highlighter.ts'
import { ScrollArea } from './scroll-area.tsx'

/**
 * A piece of program text, coloured once the highlighter is there. It scrolls sideways and is never broken; of a long one
 * the first lines are shown until somebody wants all.
 */
export function CodeBlock({ code, language }: { code: string; language: string }) {
  const highlight = useStore(highlighter.loaded)
  useEffect(() => {
    if (language !== '') highlighter.load()
  }, [language])
  const block = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const folding = useMemo(() => foldCode(code), [code])
  const [open, setOpen] = useState(() => isUnfolded(code))
  const folded = open ? undefined : folding
  const growInPlace = use(GrowsInPlace)
  const toggle = useCallback(
    (on: boolean) => {
      // Opening, one reads on from where one is; closing, one goes on below.
      const kept = on ? block.current : button.current
      if (kept !== null) growInPlace(kept)
      keepUnfolded(code, on)
      setOpen(on)
    },
    [code, growInPlace],
  )
  const shown = folded?.first ?? code
  return (
    <div ref={block} dir="ltr" className="group/code relative my-1 rounded-md border border-line bg-surface">
      <ScrollArea label={language === '' ? 'Code' : `Code, ${language}`} className="rounded-md">
        <pre className={folded && 'fade-below'}>
          <code>{(language !== '' && highlight?.(language, shown)) || shown}</code>
          {folded && <Rest found={toggle}>{folded.rest}</Rest>}
        </pre>
      </ScrollArea>
      {folding && (
        <Button ref={button} look="quiet" size="sm" aria-expanded={open} onClick={() => toggle(!open)} className="m-1">
          {open ? 'Show fewer lines' : `Show all ${folding.count} lines`}
        </Button>
      )}
      <CopyButton text={code} />
    </div>
  )
}

/** What is folded away. The browser finds words in it, and has it shown then. */
function Rest({ found, children }: { found: (on: true) => void; children: string }) {
  const rest = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const { current: element } = rest
    if (element === null) return
    const onFound = () => found(true)
    // React knows this attribute without a value only.
    element.setAttribute('hidden', 'until-found')
    element.addEventListener('beforematch', onFound)
    return () => element.removeEventListener('beforematch', onFound)
  }, [found])
  return (
    <code ref={rest} className="block">
      {children}
    </code>
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
