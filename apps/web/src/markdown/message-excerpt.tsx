import { memo, type ReactNode, useMemo } from 'react'
import { type MarkdownNode, parseMarkdown } from './parse-markdown.ts'
import { TASK_BOX } from './task-lists.ts'

/** What a message says, on one line and without its markup: for where another thing is the subject. */
export const MessageExcerpt = memo(function MessageExcerpt({ text }: { text: string }) {
  const nodes = useMemo(() => parseMarkdown(text.trim()), [text])
  return nodes ? <Excerpt nodes={nodes} /> : text
})

function Excerpt({ nodes }: { nodes: readonly MarkdownNode[] }): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes without all of it being drawn again
  return nodes.map((node, index) => <Piece key={index} node={node} />)
}

function Piece({ node: { token, children } }: { node: MarkdownNode }): ReactNode {
  switch (token.type) {
    case 'text':
      return token.content
    case 'code_inline':
    case 'fence':
      return (
        <>
          <code dir="ltr" className="font-mono">
            {token.content.trim()}
          </code>
          {token.block && ' '}
        </>
      )
    case TASK_BOX:
      return `${token.content} `
    case 'image':
      return token.content || 'picture'
    default:
      return (
        <>
          <Excerpt nodes={children} />
          {SPACED.has(token.type) && ' '}
        </>
      )
  }
}

/** What stands on lines or in cells of its own. */
const SPACED = new Set(['softbreak', 'hardbreak', 'paragraph_open', 'heading_open', 'th_open', 'td_open'])
