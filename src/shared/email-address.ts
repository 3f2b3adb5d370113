/** Looks like an e-mail address; used to warn and to find, never to refuse. */
export const looksLikeEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@.]+$/u.test(text)
