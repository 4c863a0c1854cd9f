export { createNodeChatClient, type NodeChatClientOptions } from './create-node-chat-client.ts'
export { createFileOutboxStorage } from './file-outbox-storage.ts'
