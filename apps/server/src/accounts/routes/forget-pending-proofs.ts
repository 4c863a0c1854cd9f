import type { AuthContext } from 'better-auth'

/** Makes links and codes worthless that somebody has been sent: they were for the account as it was. */
export async function forgetPendingProofs({ adapter }: AuthContext, userId: string): Promise<void> {
  await adapter.deleteMany({ model: 'verification', where: [{ field: 'value', value: userId }] })
}
