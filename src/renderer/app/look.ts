import { type Preferences, preferencesSchema } from '../../shared/model/preferences.ts'

/** What of the preferences decides how everything looks. */
export type LookPreferences = Pick<Preferences, 'theme' | 'contrast' | 'density' | 'textSize' | 'motion'>

/** What the system asks of every page. */
export interface SystemLook {
  /** More contrast, or colours of the system's own. */
  readonly isMoreContrast: boolean
  readonly isReducedMotion: boolean
}

/** How everything looks, but for light and dark: those the theme switches by itself. */
export interface Look {
  readonly contrast: 'standard' | 'high'
  readonly density: Preferences['density']
  readonly textSize: Preferences['textSize']
  readonly motion: 'full' | 'reduced'
}

export const moreContrastQueries = ['(prefers-contrast: more)', '(forced-colors: active)'] as const
export const reducedMotionQuery = '(prefers-reduced-motion: reduce)'

/** The preferences as main wrote them into the page (`index.html`); a default where it did not. */
export function lookPreferencesIn({ dataset }: HTMLElement): LookPreferences {
  const { theme, contrast, density, textSize, motion } = preferencesSchema.shape
  return {
    theme: theme.catch('system').parse(dataset.themePreference),
    contrast: contrast.catch('system').parse(dataset.contrastPreference),
    density: density.catch('comfortable').parse(dataset.density),
    textSize: textSize.catch('medium').parse(dataset.textSize),
    motion: motion.catch('system').parse(dataset.motionPreference),
  }
}

export function systemLook(): SystemLook {
  return {
    isMoreContrast: moreContrastQueries.some((query) => matchMedia(query).matches),
    isReducedMotion: matchMedia(reducedMotionQuery).matches,
  }
}

/** What the user chose, and what the system asks for where they left it to the system. */
export function lookOf(preferences: LookPreferences, system: SystemLook): Look {
  const { contrast, density, textSize, motion } = preferences
  return {
    contrast: contrast === 'system' ? (system.isMoreContrast ? 'high' : 'standard') : contrast,
    density,
    textSize,
    motion: motion === 'reduced' || system.isReducedMotion ? 'reduced' : 'full',
  }
}

/** Writes a look into the page, where the styles of the first paint and of the theme find it. */
export function showLook({ dataset }: HTMLElement, look: Look): void {
  Object.assign(dataset, look)
}
