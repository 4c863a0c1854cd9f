import metadata from '../package.json' with { type: 'json' }

/** The version of this server, for people: `/health`, `--version`, the log. The protocol has its own number. */
export const version: string = metadata.version
