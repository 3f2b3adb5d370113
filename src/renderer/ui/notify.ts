import type { KeptNotice } from '../../shared/model/arrangement.ts'
import type { Told } from '../../shared/model/told.ts'

/** Something to be told in passing. It is shown for a while, and kept in the notification centre. */
export interface News {
  readonly tone: KeptNotice['tone']
  /** What happened, in a sentence. */
  readonly title: Told
  /** More of it; texts are words of a provider. */
  readonly body?: readonly (Told | string)[]
  /** What is kept in the title's place where that is true for a moment only. */
  readonly lasting?: Told
  /** Where it leads within the app, as the hash shows it. */
  readonly href?: string
  /** The id of a failure, as it stands in the log. */
  readonly reference?: string | null
  /** Whether somebody has to act on it: then a screen reader breaks off what it says. */
  readonly isUrgent?: boolean
  /** Whether the screen says it already: then it is kept as read, and no toast lies over it. */
  readonly isOnScreen?: boolean
}

const listeners = new Set<(news: News) => void>()
/** Told while the first screen was being drawn, before there was anybody to show it. */
let early: readonly News[] = []

/** Tells the user something, on whatever screen they are. What stands there already stays as long again. */
export const notify = (news: News): void => {
  if (listeners.size === 0) early = [...early, news]
  for (const tell of listeners) tell(news)
}

/** Answers the function that stops listening. */
export function onNews(listener: (news: News) => void): () => void {
  listeners.add(listener)
  if (early.length > 0) {
    // Others begin to listen in the same moment, and are to hear it too.
    queueMicrotask(() => {
      const told = early
      early = []
      for (const news of told) notify(news)
    })
  }
  return () => listeners.delete(listener)
}

/** What makes two pieces of news the same. */
export const newsKey = ({
  tone,
  title,
  body,
  reference,
}: Pick<News, 'tone' | 'reference'> & {
  readonly title: KeptNotice['title']
  readonly body?: News['body'] | KeptNotice['body']
}): string => JSON.stringify([tone, title, body ?? [], reference ?? ''])
