import { app, nativeTheme } from 'electron'
import { isMadeUp } from '../../shared/language.ts'
import type { Preferences } from '../../shared/model/preferences.ts'

/** What the first window needs to know of the system. */
export const systemFacts = {
  userDataDir: (): string => app.getPath('userData'),
  isPackaged: (): boolean => app.isPackaged,
  /**
   * The languages that the user prefers, the first one first. One that is made up for tests is no language of a
   * computer: Windows has some by the same name.
   */
  languages: (): string[] => app.getPreferredSystemLanguages().filter((locale) => !isMadeUp(locale)),
  setTheme(theme: Preferences['theme']): void {
    nativeTheme.themeSource = theme
  },
}
