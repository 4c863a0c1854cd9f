export { type BrowserChatClientOptions, createBrowserChatClient } from './create-browser-chat-client.ts'
