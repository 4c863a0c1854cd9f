const ACCENTS = /[\u0300-\u036f]/g
/** Letters that Unicode does not take apart, and what people type for them. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  ς: 'σ',
}
const SPECIAL = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g')

/** What a name, or a part of one, is found by: small letters without accents, however it is written. */
export function foldName(name: string): string {
  const small = name.normalize('NFKD').replaceAll(ACCENTS, '').toLowerCase()
  return small.replaceAll(SPECIAL, (letter) => PLAIN[letter] ?? letter)
}
