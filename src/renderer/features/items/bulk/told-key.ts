/** The text that says how many contacts an edit changed: `count` of them, its `value` empty where it cleared a field. */
export function toldKey(count: number, value: string): 'told.none' | 'told.cleared' | 'told.changed' {
  if (count === 0) return 'told.none'
  return value === '' ? 'told.cleared' : 'told.changed'
}
