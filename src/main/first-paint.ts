import type { Preferences } from '../shared/model/preferences.ts'

/** What the page has to know before its first paint, by the placeholder that stands for it in `index.html`. */
export const firstPaint = ({ theme, contrast, density, textSize, motion }: Preferences) => ({
  __THEME__: theme,
  __CONTRAST__: contrast,
  __DENSITY__: density,
  __TEXT_SIZE__: textSize,
  __MOTION__: motion,
})
