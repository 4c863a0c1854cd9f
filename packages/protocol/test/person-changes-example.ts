/** What BrightFox42 keeps of the message in `general`, and is going to say about it. */
const about = { messageId: '019abf3c-5a10-7c4e-9b1d-3f2a6c8e0d11', roomId: 'general' }

export const personChanges = {
  from: 7,
  to: 11,
  head: 11,
  saved: [{ ...about, savedAt: 1795500003000 }],
  reminders: [{ ...about, remindAt: 1795500600000, firedAt: 1795500600012 }],
  scheduled: [
    {
      id: '019abf3c-7e31-7a5d-8b2f-6c7d9e0f1a44',
      roomId: about.roomId,
      text: 'It is on the back of your badge.',
      replyTo: about.messageId,
      sendAt: 1795500600000,
      failed: { code: 'ROOM_ARCHIVED' as const, message: 'This room is archived.' },
    },
  ],
  drafts: [
    {
      roomId: about.roomId,
      text: 'Does anybody',
      answered: { id: about.messageId, seq: 42, authorId: 'u7Kd93hQmZ' },
      version: 9,
    },
  ],
  gone: [{ kind: 'saved', subject: '019abf3c-5a10-7c4e-9b1d-3f2a6c8e0d10' }],
}
