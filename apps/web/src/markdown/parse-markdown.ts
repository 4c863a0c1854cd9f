import { limits } from '@chat/protocol'
import MarkdownIt, { type Token } from 'markdown-it'
import { taskLists } from './task-lists.ts'

/** A piece of a message: a block, a span or a text, with what is in it. */
export interface MarkdownNode {
  readonly token: Token
  readonly children: readonly MarkdownNode[]
}

/**
 * CommonMark with tables, tasks, strikethrough and bare links, as people write in a chat. Left out is what would change or hide
 * what somebody has typed without meaning markup: HTML, entities, indented code, underlined headings, link definitions.
 */
const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: 20 })
  .disable(['code', 'entity', 'html_block', 'html_inline', 'lheading', 'reference'])
  .use(taskLists)
markdown.validateLink = (url) => /^(https?:\/\/|mailto:)/i.test(url)
// A link says what was typed, not what it might mean in another alphabet.
markdown.normalizeLinkText = (url) => url
// `readme.md` is a file more often than a site in Moldova.
markdown.linkify?.set({ fuzzyLink: false }).add('ftp:', null).add('//', null)

/** Code points of a message are at most two units of a string each. */
const MAX_LENGTH = 2 * limits.messageText.max

/**
 * Reads a text as Markdown; undefined where it is shown as it is: longer than any message, or nothing but marks, which
 * somebody who writes `>` or `#` alone means as such.
 */
export function parseMarkdown(text: string): readonly MarkdownNode[] | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const nodes = nest(markdown.parse(text, {}))
  return nodes.some(isSeen) ? nodes : undefined
}

/** Without a title a heading is a gap, and so are a quote, a list, a table and a block of code with nothing in them. */
function isSeen({ token: { type, content }, children }: MarkdownNode): boolean {
  return type === 'hr' || type === 'image' || content.trim() !== '' || children.some(isSeen)
}

/** Whether anything in the text is more than text and line breaks. */
export function hasMarkup(nodes: readonly MarkdownNode[]): boolean {
  const [only, ...more] = nodes
  if (!only || more.length > 0) return more.length > 0
  return only.token.type !== 'paragraph_open' || !only.children.every(({ token }) => PLAIN.has(token.type))
}

const PLAIN = new Set(['text', 'softbreak', 'hardbreak'])

/** The parser's flat list with its opening and closing tokens, as a tree. */
function nest(tokens: readonly Token[]): MarkdownNode[] {
  const root: MarkdownNode[] = []
  const open = [root]
  for (const token of tokens) {
    if (token.nesting < 0) {
      open.pop()
      continue
    }
    const inner = token.nesting > 0 ? [] : nest(token.children ?? [])
    // What is inline has no element of its own.
    if (token.type === 'inline') open.at(-1)?.push(...inner)
    else open.at(-1)?.push({ token, children: inner })
    if (token.nesting > 0) open.push(inner)
  }
  return root
}
