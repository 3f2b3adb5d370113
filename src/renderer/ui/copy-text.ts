/**
 * Puts text on the clipboard during a click. Answers whether it did. The modern way needs a permission,
 * which the app denies to every page, its own included; the old way needs only the click.
 */
export function copyText(value: string): boolean {
  const field = document.createElement('textarea')
  field.value = value
  field.readOnly = true
  field.style.position = 'fixed'
  field.style.opacity = '0'
  const focused = document.activeElement
  // Inside an open dialog the focus may not leave it, hence the field goes beside what was clicked.
  const host = focused?.parentElement ?? document.body
  host.append(field)
  field.select()
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor needs the denied permission
  const isCopied = document.execCommand('copy')
  field.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return isCopied
}
