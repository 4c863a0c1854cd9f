import type { MarkdownIt, Token } from 'markdown-it'

/** Stands for the box of a task, before its text. */
export const TASK_BOX = 'task_box'

/** What a box is where there is room for words alone. */
export const BOX_SIGNS = { open: '☐', done: '☑' }

const BOX = /^\[([ xX])\][^\S\n]+(?=\S)/

/** Items of lists that begin with `[ ]` or `[x]` are tasks, as on GitHub. The content of a box is its sign. */
export function taskLists(markdown: MarkdownIt): void {
  markdown.core.ruler.after('inline', 'task_lists', ({ tokens, Token }) => {
    tokens.forEach(({ content, children }, index) => {
      const [typed, mark] = beginsItem(tokens, index) ? (BOX.exec(content) ?? []) : []
      const [text] = children ?? []
      if (typed === undefined || text === undefined) return
      text.content = text.content.slice(typed.length)
      const box = new Token(TASK_BOX, 'input', 0)
      box.content = mark === ' ' ? BOX_SIGNS.open : BOX_SIGNS.done
      children?.unshift(box)
    })
  })
}

function beginsItem(tokens: readonly Token[], index: number): boolean {
  const [item, paragraph, inline] = tokens.slice(Math.max(0, index - 2), index + 1)
  return item?.type === 'list_item_open' && paragraph?.type === 'paragraph_open' && inline?.type === 'inline'
}
