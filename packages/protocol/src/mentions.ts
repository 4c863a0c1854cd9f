/** Scripts that put no spaces between words: in them a name may begin and end within a run of letters. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}'

/**
 * One character that goes on with a word, for a regular expression with the flag `u`. Where one stands before the `@`, or
 * follows on a name that ends in one, there is no mention.
 */
export const WORD_CHARACTER = `(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}\\p{Emoji_Modifier}\\u200c\\u200d\\ufe0e\\ufe0f])`
