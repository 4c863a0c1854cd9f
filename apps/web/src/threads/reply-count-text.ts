/** "1 reply", "12 replies" */
export function replyCountText(count: number): string {
  return count === 1 ? '1 reply' : `${count} replies`
}
