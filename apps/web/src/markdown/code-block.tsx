import { Check, Copy } from 'lucide-react'
import { type ReactNode, use, useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Button } from '../design/button.tsx'
import { IconButton } from '../design/icon-button.tsx'
import { useStore } from '../store/use-store.ts'
import { foldCode } from './fold-code.ts'
import { GrowsInPlace } from './grows-in-place.tsx'
import { highlighter } from './highlighter.ts'
import { ScrollArea } from './scroll-area.tsx'
import { useUnfolded } from './unfolded-code.tsx'

/**
 * A piece of program text, coloured once the highlighter is there. It scrolls sideways and is never broken; of a long one
 * the first lines are shown until somebody wants all.
 *
 * @param line where it begins in its text
 */
export function CodeBlock({ code, language, line }: { code: string; language: string; line: number }) {
  const highlight = useStore(highlighter.loaded)
  useEffect(() => {
    if (language !== '') highlighter.load()
  }, [language])
  const block = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const folding = useMemo(() => foldCode(code), [code])
  const [unfolded, keepUnfolded] = useUnfolded(line)
  // Once the browser has found something in the rest, that stays apart: else what it has found would be gone.
  const [shown, setShown] = useState<'first' | 'both' | 'whole'>(unfolded ? 'whole' : 'first')
  const parts = shown === 'whole' ? undefined : folding
  const growInPlace = use(GrowsInPlace)
  function show(next: typeof shown): void {
    // Opening, one reads on from where one is; closing, one goes on below.
    const kept = next === 'first' ? button.current : block.current
    if (kept !== null) growInPlace(kept, next === 'both' ? 'browser' : 'nobody')
    keepUnfolded(next !== 'first')
    setShown(next)
  }
  const coloured = (text: string) => (language !== '' && highlight?.(language, text)) || text
  const folded = parts !== undefined && shown === 'first'
  return (
    <div ref={block} dir="ltr" className="group/code relative my-1 rounded-md border border-line bg-surface">
      <ScrollArea label={language === '' ? 'Code' : `Code, ${language}`} className="rounded-md">
        <pre className={folded ? 'fade-below' : undefined}>
          <code>{coloured(parts?.first ?? code)}</code>
          {parts && (
            <Rest folded={folded} onFound={() => show('both')}>
              {coloured(parts.rest)}
            </Rest>
          )}
        </pre>
      </ScrollArea>
      {folding && (
        <Button ref={button} look="quiet" size="sm" onClick={() => show(folded ? 'whole' : 'first')} className="m-1">
          {folded ? `Show all ${folding.count} lines` : 'Show fewer lines'}
        </Button>
      )}
      <CopyButton text={code} />
    </div>
  )
}

/** What follows the first lines. While it is folded away, a browser that can finds words in it, and shows it then. */
function Rest({ folded, onFound, children }: { folded: boolean; onFound: () => void; children: ReactNode }) {
  const rest = useRef<HTMLElement>(null)
  const found = useEffectEvent(onFound)
  useLayoutEffect(() => {
    const { current: element } = rest
    // Others would show what is hidden until then.
    if (!folded || element === null || !('onbeforematch' in element)) return
    const onBeforeMatch = () => found()
    // React knows this attribute without a value only.
    element.setAttribute('hidden', 'until-found')
    element.addEventListener('beforematch', onBeforeMatch)
    return () => element.removeEventListener('beforematch', onBeforeMatch)
  }, [folded])
  return (
    // A block, as browsers hide nothing else that they are to find; around the code, whose lines stand as those before them.
    <span ref={rest} hidden={folded} className="block">
      <code>{children}</code>
    </span>
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
