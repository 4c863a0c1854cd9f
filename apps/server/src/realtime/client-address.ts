import type { IncomingMessage } from 'node:http'
import proxyAddr from '@fastify/proxy-addr'
import { networkOf } from '../gate/network-of.ts'

/** Where a connection comes from, as {@link networkOf} has it: the proxies in front are believed as HTTP requests believe them. */
export function createClientAddress(trustProxy: readonly string[]): (request: IncomingMessage) => string {
  const trust = proxyAddr.compile([...trustProxy])
  return (request) => networkOf(proxyAddr(request, trust))
}
