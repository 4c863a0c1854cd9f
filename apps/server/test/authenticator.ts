import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isoBase64URL, isoCBOR } from '@simplewebauthn/server/helpers'

const UP = 0x01
const UV = 0x04
const ATTESTED = 0x40

/** How a ceremony differs from the honest one of a browser at the server's own address. */
export interface Deviation {
  readonly origin?: string
  readonly rpId?: string
  /** Touched, and nobody has shown that they are its owner. */
  readonly unverified?: boolean
  /** What the authenticator says it has counted. */
  readonly counter?: number
  readonly userHandle?: string
  /** It vouches for itself, which nobody has asked for. */
  readonly attested?: boolean
}

/** A passkey with the browser around it, as far as a server can tell: it makes a key and signs challenges with it. */
export function openAuthenticator(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  let counter = 0
  let owner = ''

  function clientData(type: string, challenge: string, deviation: Deviation): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: deviation.origin ?? origin, crossOrigin: false }))
  }

  function authenticatorData(flags: number, { rpId, unverified, ...deviation }: Deviation, rest: Uint8Array): Buffer {
    counter = deviation.counter ?? counter + 1
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    const rpIdHash = createHash('sha256')
      .update(rpId ?? new URL(origin).hostname)
      .digest()
    return Buffer.concat([rpIdHash, Buffer.from([flags | UP | (unverified ? 0 : UV)]), count, rest])
  }

  const named = { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key' }

  return {
    /** Makes the key. */
    create(offer: { challenge: string; user: { id: string } }, deviation: Deviation = {}) {
      owner = offer.user.id
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
      const key = isoCBOR.encode(
        new Map<number, number | Uint8Array>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, isoBase64URL.toBuffer(x)],
          [-3, isoBase64URL.toBuffer(y)],
        ]),
      )
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key])
      const authData = authenticatorData(ATTESTED, deviation, attested)
      const client = clientData('webauthn.create', offer.challenge, deviation)
      const statement = new Map<string, number | Uint8Array>()
      if (deviation.attested) {
        const signed = Buffer.concat([authData, createHash('sha256').update(client).digest()])
        statement.set('alg', -7).set('sig', new Uint8Array(sign('sha256', signed, privateKey)))
      }
      const attestation = new Map<string, string | Uint8Array | typeof statement>([
        ['fmt', deviation.attested ? 'packed' : 'none'],
        ['attStmt', statement],
        ['authData', new Uint8Array(authData)],
      ])
      return {
        ...named,
        response: {
          clientDataJSON: client.toString('base64url'),
          attestationObject: Buffer.from(isoCBOR.encode(attestation)).toString('base64url'),
        },
      }
    },
    /** Signs a challenge. */
    get({ challenge }: { challenge: string }, deviation: Deviation = {}) {
      const data = authenticatorData(0, deviation, Buffer.alloc(0))
      const client = clientData('webauthn.get', challenge, deviation)
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
      return {
        ...named,
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: sign('sha256', signed, privateKey).toString('base64url'),
          userHandle: deviation.userHandle ?? owner,
        },
      }
    },
  }
}
