/** What all spellings of one name have in common. Names are looked up by it on both databases alike. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().normalize('NFKC').replace(/\s+/gu, ' ').trim()
}
