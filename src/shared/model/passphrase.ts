/** Fewer characters than this are not taken for a new passphrase; one that is in use is never measured. */
export const passphraseMinLength = 12

/**
 * One and the same passphrase, whichever way a keyboard writes it: "é" is one character or two, and there
 * are many kinds of space. As the OpaqueString profile of RFC 8265, 4.2: spaces become U+0020, then NFC.
 * Not NFKC, which would also fold "①" into "1" and so take away what somebody chose.
 */
export const normalisePassphrase = (passphrase: string): string =>
  passphrase.replaceAll(/\p{Zs}/gu, ' ').normalize('NFC')

/** In characters (code points): an emoji counts as one. */
export const passphraseLength = (passphrase: string): number =>
  Array.from(normalisePassphrase(passphrase)).length

export const isLongEnough = (passphrase: string): boolean =>
  passphraseLength(passphrase) >= passphraseMinLength
