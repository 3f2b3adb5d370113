/** What the pane can show of a record. */
export const allViews = ['fields', 'content', 'related', 'history', 'json'] as const
export type View = (typeof allViews)[number]
