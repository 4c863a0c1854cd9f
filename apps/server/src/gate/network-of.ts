import ipaddr from 'ipaddr.js'

/** What stands for one place on the internet: an IPv4 address, or the /64 of an IPv6 one, of which everybody has a whole. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return `${parsed.toNormalizedString().split(':', 4).join(':')}::/64`
}
