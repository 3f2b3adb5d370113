import { useEffect } from 'react'
import { useChangeNotices } from '../api/use-notices.ts'
import { withNews } from '../ui/kept-notices.ts'
import { onNews } from '../ui/notify.ts'

/** Keeps what is told while a workspace is open, in that workspace. */
export function useNoticeKeeper(): void {
  const { mutate } = useChangeNotices()
  useEffect(
    () =>
      onNews((news) => {
        const atMs = Date.now()
        mutate((kept) => withNews(kept, news, atMs, news.isOnScreen))
      }),
    [mutate],
  )
}
