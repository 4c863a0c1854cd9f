import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

// Loaded into a server before its own code (`node --import`), so that the delay of its event loop can be asked from the
// outside, of any server in the same way. Costs nothing until it is asked to watch.

if (isMainThread && process.send) answerParent()

function answerParent(): void {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  process.on('message', (request) => {
    if (request === 'watch loop') {
      delay.reset()
      delay.enable()
    } else if (request === 'tell loop delay') {
      delay.disable()
      process.send?.({ loopDelay: delay.percentile(99) / 1_000_000 })
    }
  })
  // The server ends when it wants to, not when the benchmark hangs up.
  process.channel?.unref()
}
