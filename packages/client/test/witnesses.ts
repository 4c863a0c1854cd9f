import type { LinkWitnesses } from './faulty-link.ts'

/** How often each kind of trouble came about. */
export type Witnesses = ReturnType<typeof newWitnesses>

export function newWitnesses() {
  const link: LinkWitnesses = {
    lostRequests: 0,
    lostAcks: 0,
    lostFrames: 0,
    doubledAcks: 0,
    doubledFrames: 0,
    garbledFrames: 0,
    overtakings: 0,
    cuts: 0,
    refusedConnections: 0,
    failedRequests: 0,
  }
  return {
    ...link,
    gaps: 0,
    unreadable: 0,
    markedUnread: 0,
    loads: 0,
    duplicates: 0,
    coalesced: 0,
    kills: 0,
    restarts: 0,
    delivered: 0,
    joined: 0,
    left: 0,
    mentioned: 0,
    visited: 0,
    saved: 0,
    letGo: 0,
    quoted: 0,
    answered: 0,
    threadsUnread: 0,
    mentionedInThreads: 0,
  }
}
