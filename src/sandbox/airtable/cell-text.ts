/** A cell as plain text, for formulas: lists are joined, things go by their names. */
export function listText(cell: unknown): string {
  if (Array.isArray(cell)) return cell.map(listText).join(', ')
  if (typeof cell !== 'object' || cell === null)
    return typeof cell === 'boolean' ? (cell ? '1' : '0') : String(cell)
  for (const key of ['name', 'filename', 'text', 'label', 'value', 'specialValue', 'error']) {
    if (key in cell) {
      const value = (cell as Record<string, unknown>)[key]
      if (typeof value === 'string') return value
    }
  }
  return JSON.stringify(cell)
}

/**
 * A cell as people see it, for `cellFormat=string`. Airtable says of this form that it may change at any time
 * and that nothing should depend on it.
 */
export function cellText(
  type: string,
  cell: unknown,
  { timeZone, userLocale }: { timeZone: string; userLocale: string },
): string {
  if (type === 'checkbox') return cell === true ? 'checked' : ''
  if (
    typeof cell === 'string' &&
    (type === 'dateTime' || type === 'createdTime' || type === 'lastModifiedTime')
  ) {
    return new Intl.DateTimeFormat(userLocale, { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
      new Date(cell),
    )
  }
  if (typeof cell === 'string' && type === 'date') {
    return new Intl.DateTimeFormat(userLocale, { timeZone: 'UTC', dateStyle: 'short' }).format(new Date(cell))
  }
  if (typeof cell === 'number') {
    if (type === 'percent')
      return new Intl.NumberFormat(userLocale, { style: 'percent', maximumFractionDigits: 2 }).format(cell)
    if (type === 'duration')
      return `${Math.floor(cell / 3600)}:${String(Math.floor(cell / 60) % 60).padStart(2, '0')}`
    return new Intl.NumberFormat(userLocale).format(cell)
  }
  if (type === 'multipleAttachments' && Array.isArray(cell)) {
    return (cell as { filename: string; url: string }[])
      .map(({ filename, url }) => `${filename} (${url})`)
      .join(', ')
  }
  return listText(cell)
}

/** Whether a time zone and a locale exist. */
export function isKnownPlace(timeZone: string, userLocale: string): boolean {
  try {
    new Intl.DateTimeFormat(userLocale, { timeZone })
    return true
  } catch {
    // The constructor throws a RangeError on unknown names, and on nothing else that a text can be.
    return false
  }
}
