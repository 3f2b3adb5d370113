declare global {
  interface Window {
    /** Where goober, which styles the stack of toasts, looks for the nonce. */
    __nonce__?: string
  }
}

/** Main writes a fresh nonce into the page at each load; the page's policy refuses every style without it. */
export const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? ''

/**
 * Makes the sheet that goober would make through `innerHTML`, which the policy's trusted types forbid. Has to run
 * before notistack is imported: it styles while it is loaded.
 */
export function prepareToastSheet(): void {
  const nonce = styleNonce()
  window.__nonce__ = nonce
  const sheet = document.createElement('style')
  sheet.id = '_goober'
  sheet.nonce = nonce
  sheet.append(' ')
  document.head.append(sheet)
}
