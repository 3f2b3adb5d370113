import i18next from 'i18next'
import { useTranslation } from 'react-i18next'

const macSigns: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' }
const arrows: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
}

const named = [
  'Mod',
  'Alt',
  'Shift',
  'Delete',
  'Insert',
  'Enter',
  'Escape',
  'Space',
  'Home',
  'End',
  'PageUp',
  'PageDown',
] as const
const nameOf = (part: string): (typeof named)[number] | undefined => named.find((one) => one === part)

/**
 * Writes keys as they stand on the user's keyboard: `Ctrl+Shift+O`, on macOS `⇧⌘O`; letters in a row with spaces. What
 * names no key is left as it is.
 */
export function keyWords(keys: string, platform: string): string {
  const isMac = platform === 'darwin'
  const word = (part: string): string => {
    const sign = arrows[part] ?? (isMac ? macSigns[part] : undefined)
    if (sign !== undefined) return sign
    const name = nameOf(part)
    return name === undefined ? part : i18next.t(`keyboard:key.${name}`)
  }
  return keys
    .split(' ')
    .map((press) => {
      const parts = press.split('+')
      // macOS writes Option, Shift, Command; elsewhere Ctrl comes first.
      const ordered = isMac && parts[0] === 'Mod' ? [...parts.slice(1, -1), 'Mod', ...parts.slice(-1)] : parts
      return ordered.map(word).join(isMac ? '' : '+')
    })
    .join(' ')
}

/** Answers {@link keyWords} of this computer, in the language of now. */
export function useKeyWords(platform: string): (keys: string) => string {
  // Draws anew in another language.
  useTranslation('keyboard')
  return (keys) => keyWords(keys, platform)
}

/** Keys as ARIA writes them (`aria-keyshortcuts`). */
export const ariaKeys = (keys: string, platform: string): string =>
  keys
    .split('+')
    .map((part) => (part === 'Mod' ? (platform === 'darwin' ? 'Meta' : 'Control') : part))
    .join('+')
