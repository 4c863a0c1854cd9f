import { cacheRules, outboxStorageRules } from '../test/storage-rules.ts'
import { createMemoryCache } from './memory-cache.ts'
import { createMemoryOutboxStorage } from './memory-outbox-storage.ts'

outboxStorageRules('an outbox in memory', async () => createMemoryOutboxStorage())
cacheRules('a cache in memory', async () => createMemoryCache())
