export { type BrowserChatClientOptions, createBrowserChatClient } from './create-browser-chat-client.ts'
export { createWebFlusherLock } from './web-flusher-lock.ts'
