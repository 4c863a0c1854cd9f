import type { ServerSettings } from '@chat/protocol'
import type { Database } from '../database/database.ts'

/** The settings that are changed while the server runs. */
export interface SettingsKeeper {
  current(): ServerSettings
  /** Resolves when they are on disk. They hold from then on. */
  change(settings: { readonly [Name in keyof ServerSettings]?: boolean | undefined }): Promise<ServerSettings>
}

/** Reads what is kept; what nobody has changed yet is as the environment says. */
export async function openSettings(
  { read, write }: Pick<Database, 'read' | 'write'>,
  environment: ServerSettings,
): Promise<SettingsKeeper> {
  const rows = await read.selectFrom('server_settings').select(['name', 'value']).execute()
  const kept = new Map(rows.map(({ name, value }) => [name, value === 'on']))
  let settings: ServerSettings = {
    guests: kept.get('guests') ?? environment.guests,
    signUp: kept.get('signUp') ?? environment.signUp,
  }
  return {
    current: () => settings,
    async change(changed) {
      for (const name of ['guests', 'signUp'] as const) {
        const wanted = changed[name]
        if (wanted === undefined) continue
        const value = wanted ? 'on' : 'off'
        await write
          .insertInto('server_settings')
          .values({ name, value })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
          .execute()
        settings = { ...settings, [name]: wanted }
      }
      return settings
    },
  }
}
