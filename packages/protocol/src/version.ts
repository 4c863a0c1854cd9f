/**
 * The number both sides exchange in the handshake. Within one number the contract only grows.
 *
 * 1: rooms as logs, messages, presence (2026-11)
 */
export const PROTOCOL_VERSION = 1
