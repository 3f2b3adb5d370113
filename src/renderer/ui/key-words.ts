import { useTranslation } from 'react-i18next'

const macSigns: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' }
const arrows: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
}

const named = ['Delete', 'Insert', 'Enter', 'Escape', 'Space', 'Home', 'End', 'PageUp', 'PageDown'] as const
const nameOf = (part: string): (typeof named)[number] | undefined => named.find((one) => one === part)

/** Writes keys as they stand on the user's keyboard: `Ctrl+Shift+O`, on macOS `⇧⌘O`; letters in a row with spaces. */
export function useKeyWords(platform: string): (keys: string) => string {
  const { t } = useTranslation('keyboard')
  const isMac = platform === 'darwin'
  const word = (part: string): string => {
    const sign = arrows[part] ?? (isMac ? macSigns[part] : undefined)
    if (sign !== undefined) return sign
    if (part === 'Mod') return t('key.Mod')
    if (part === 'Alt') return t('key.Alt')
    if (part === 'Shift') return t('key.Shift')
    const name = nameOf(part)
    return name === undefined ? part : t(`key.${name}`)
  }
  return (keys) =>
    keys
      .split(' ')
      .map((press) => {
        const parts = press.split('+')
        // macOS writes Option, Shift, Command; elsewhere Ctrl comes first.
        const ordered =
          isMac && parts[0] === 'Mod' ? [...parts.slice(1, -1), 'Mod', ...parts.slice(-1)] : parts
        return ordered.map(word).join(isMac ? '' : '+')
      })
      .join(' ')
}

/** Keys as ARIA writes them (`aria-keyshortcuts`). */
export const ariaKeys = (keys: string, platform: string): string =>
  keys
    .split('+')
    .map((part) => (part === 'Mod' ? (platform === 'darwin' ? 'Meta' : 'Control') : part))
    .join('+')
