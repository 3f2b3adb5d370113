import { directionOf } from '../shared/language.ts'
import type { Preferences } from '../shared/model/preferences.ts'

/**
 * What the page has to know before its first paint, by the placeholder that stands for it in `index.html`. `locale` is
 * the one in use, `systemLocales` what the system prefers, as language tags.
 */
export const firstPaint = (
  { theme, contrast, density, textSize, motion }: Preferences,
  locale: string,
  systemLocales: readonly string[],
) => ({
  __THEME__: theme,
  __CONTRAST__: contrast,
  __DENSITY__: density,
  __TEXT_SIZE__: textSize,
  __MOTION__: motion,
  __LOCALE__: locale,
  __DIRECTION__: directionOf(locale),
  __SYSTEM_LOCALES__: systemLocales.join(),
})
