/** The Node-API that better-sqlite3 is built for. Node 22.14 is the first with it. */
const NODE_API = 10

/** @returns why Chat does not run on this Node; undefined if it does */
export function refuseNode({ node, napi = '0' }: NodeJS.ProcessVersions): string | undefined {
  if (Number(napi) >= NODE_API) return undefined
  return `Chat needs Node 22.14, 24 or newer, and this is Node ${node}.`
}
