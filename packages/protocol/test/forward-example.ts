/** A message that CalmOtter17 has forwarded from `general` to the kitchen. */
export const forward = {
  id: '019abf3c-9d43-7b71-9c4e-7d8e0f1a2b55',
  roomId: '019abf3c-6b21-7d5f-8c2e-4a3b7d9f1e22',
  seq: 2,
  authorId: 'uPq20vXc4n',
  text: 'For whoever comes early:',
  sentAt: 1795500004000,
  forwarded: {
    authorId: 'u7Kd93hQmZ',
    text: 'The door code is 4711.',
    sentAt: 1795500003500,
    roomId: 'general',
    seq: 44,
  },
}
