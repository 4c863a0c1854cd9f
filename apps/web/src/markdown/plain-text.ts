import { type MarkdownNode, parseMarkdown } from './parse-markdown.ts'
import { TASK_BOX } from './task-lists.ts'

/** What a text says without its markup, on one line. */
export function plainText(text: string): string {
  const nodes = parseMarkdown(text)
  return (nodes === undefined ? text : nodes.map(textOf).join(' ')).replace(/\s+/gu, ' ').trim()
}

/** Spans go on in the line, blocks stand apart. */
function textOf({ token, children }: MarkdownNode): string {
  if (token.type === 'softbreak' || token.type === 'hardbreak') return ' '
  if (token.type === TASK_BOX) return `${token.content} `
  if (token.type === 'image') return token.content || 'picture'
  if (children.length === 0) return token.content
  const inner = children.map(textOf)
  return token.block ? ` ${inner.join('')} ` : inner.join('')
}
