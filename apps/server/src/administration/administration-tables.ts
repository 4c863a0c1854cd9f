export interface AdministrationTables {
  /** What is kept of the server itself, by name. */
  server_settings: {
    name: string
    value: string
  }
}
