import { openDatabase } from '../src/database/open-database.ts'
import { silentLogger } from './silent-logger.ts'

/** Makes the tables in the database that DATA_DIR or DATABASE_URL name. A program of its own: see {@link migrateDatabase}. */
const { DATA_DIR: dataDir = '', DATABASE_URL: databaseUrl } = process.env
const database = await openDatabase({ dataDir, databaseUrl, logger: silentLogger })
await database.close()
