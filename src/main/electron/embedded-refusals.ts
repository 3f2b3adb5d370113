/**
 * Identity providers that refuse to sign anybody in inside Electron, whatever the user agent: a window that
 * gets there is a dead end, so the browser takes over. Google: electron/electron#17887, and its announcement
 * "Upcoming security changes to Google's OAuth 2.0 authorization endpoint in embedded webviews".
 */
const refusingHosts: readonly string[] = ['accounts.google.com']

export const refusesEmbedding = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' && refusingHosts.includes(hostname)
