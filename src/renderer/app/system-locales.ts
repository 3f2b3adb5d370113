/**
 * The computer's languages, the preferred one first. Main writes them into the page: Chromium's own list knows only the
 * language that it was started in. A development server writes nothing.
 */
export function systemLocales(): readonly string[] {
  const written = document.documentElement.dataset['systemLocales'] ?? ''
  return written === '' || written.startsWith('__') ? navigator.languages : written.split(',')
}
